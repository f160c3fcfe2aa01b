//! What a person sees in a terminal, as it is.

use proptest::prelude::*;

use super::text;
use crate::domain::chart::samples;

#[test]
fn a_trend_in_letters() {
    insta::assert_snapshot!(text(&samples::trend()), @r"
        Second or later child protection plan
        % of plans starting in the year · lower is better · year ending 31 March

            |           ¦
        30% | ●         ¦
            |  ·        ¦                           ●
            |   ·       ¦                           r··          ●
            |           ¦                              ··     ···r·····r
        25% |    ·      ¦  ●           r      r     n    ··e··   e     ●······○
            |     · n   ¦   ·                       e      ●                   ·····
            | -----·r------n-·---e-----●------e-------------------------------------◌
        20% | n         ¦  e  ·      ··
            | e     ●   ¦      ·    ·
            |           ¦       · ··
        15% |           ¦        ●
            |           ¦                    [c]
            +------------------------------------------------------------------------
                 2016/17      2018/19      2020/21      2022/23     2024/25      2026/27
        ◌ Leicestershire 22.0% planned   n Neighbours 25.9%   r East Midlands 26.0%
        e England 24.5%   - Target 22.0%   ¦ break: new definition

        24.8% in 2024/25, down 2.1 points on the year. Neighbours average 25.9% (10 of
        10), England 24.5%. 79th of 150, band C, but not distinguishable from England.

        Period   Leicestershire  Neighbours  East Midlands  England       Status
        2015/16           30.5%       19.4%          18.0%    17.9%      outturn
        2016/17           19.0%       22.7%          21.3%    18.7%      outturn
        2017/18           24.0%       22.0%          20.5%    20.2%      outturn
        2018/19           15.2%       21.6%          21.8%    20.8%      outturn
        2019/20           21.5%       24.0%          23.8%    21.9%      outturn
        2020/21             [c]       24.7%          24.0%    22.1%      outturn
        2021/22           28.1%       24.2%          26.9%    22.7%      outturn
        2022/23           23.3%       23.8%          24.8%    23.6%      outturn
        2023/24           26.9%       24.8%          26.1%    24.8%      outturn
        2024/25           24.8%       25.9%          26.0%    24.5%      outturn
        2025/26           23.9%                                      provisional
        2026/27           22.0%                                          planned

        Source: DfE children in need census
        ");
}

#[test]
fn bars_in_letters() {
    insta::assert_snapshot!(text(&samples::bars()), @r"
        Neighbours, 2024/25
        % of plans starting in the year

                          Somerset |▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 19.5%
          East Riding of Yorkshire |▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 22.5%
                    Leicestershire |███████████████████████████ 24.8%
                         Wiltshire |▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 25.0%
                   Gloucestershire |▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 31.2%, 0.2% over
                         Hampshire |[c]
                                    England 24.5%

        Name                      Value  Over by
        Somerset                  19.5%
        East Riding of Yorkshire  22.5%
        Leicestershire (ours)     24.8%
        Wiltshire                 25.0%
        Gloucestershire           31.2%     0.2%
        Hampshire                   [c]
        England                   24.5%

        Source: DfE
        ");
}

#[test]
fn answers_in_letters() {
    insta::assert_snapshot!(text(&samples::diverging()), @r"
        To what extent do you agree with the closure?
        91 people answered; they chose to respond and do not stand for everyone

                All online            ▒▒▒▒▒▒▒▒|▒▒▒▒▒▒▒▒▒███████  ░░░░         base 91
                     Staff ███████████▒▒▒▒▒▒▒▒|▒▒▒▒▒███                       base 30
                            also counted in all online
                  By group not recorded in the published report: [x]
                         < negative | positive >, neutral aside

        Group                     All online  Staff  By group
        Strongly disagree                        12
        Strongly disagree, share                40%
        Tend to disagree                  26      9
        Tend to disagree, share          29%    30%
        Tend to agree                     29      6
        Tend to agree, share             32%    20%
        Strongly agree                    22      3
        Strongly agree, share            24%    10%
        No opinion                        14
        No opinion, share                15%
        Base                              91     30         –

        Source: Greengate consultation
        ");
}

#[test]
fn money_in_letters() {
    let bar = |text: &str, name: &str| {
        let found = text
            .lines()
            .find(|line| line.trim_start().starts_with(name));
        found.unwrap_or_default().trim().to_owned()
    };
    let stacked = text(&samples::stacked());
    assert_eq!(
        bar(&stacked, "Main |"),
        "Main |AAAAAAAAAAAAAAAAAAAABBBBBBBBBBB··· £90"
    );
    assert!(
        stacked.contains("A Care   B Assessment   · left"),
        "{stacked}"
    );
    let waterfall = text(&samples::waterfall());
    assert_eq!(
        bar(&waterfall, "Saving |"),
        "Saving |                          −−−−−−−− −£30"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_line_is_wider_than_a_terminal(chart in samples::any_chart()) {
        for line in text(&chart).lines() {
            prop_assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
