//! The same work by the `sqlite3` shell, DuckDB and pandas.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::table::{TIMES, Took};

fn shell(out: &Path, commands: &[&str]) -> Option<Took> {
    drop(std::fs::remove_file(out));
    let begun = Instant::now();
    let done = Command::new("sqlite3")
        .arg(out)
        .args(commands)
        .output()
        .ok()?;
    done.status.success().then(|| Took::only(begun.elapsed()))
}

pub fn shell_import(folder: &Path, file: &Path) -> Option<Took> {
    let import = format!(".import '{}' lait", file.display());
    let index = "create index lait_by on lait (\"Short Desc\", Years, \"LA Number\");";
    shell(&folder.join("shell.db"), &[".mode csv", &import, index])
}

pub fn shell_survey(folder: &Path, file: &Path) -> Option<Took> {
    let import = format!(".import '{}' survey", file.display());
    shell(&folder.join("shell-survey.db"), &[".mode csv", &import])
}

/// Runs a script that prints a line for each thing it did: seconds, and how many figures it gave (or `-`).
fn python(script: &str) -> Vec<Took> {
    let program = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let Ok(done) = Command::new(program).args(["-c", script]).output() else {
        return Vec::new();
    };
    String::from_utf8_lossy(&done.stdout)
        .lines()
        .filter_map(|line| {
            let (seconds, figures) = line.split_once(' ')?;
            Some(Took {
                time: Duration::from_secs_f64(seconds.parse().ok()?),
                figures: figures.parse().ok(),
            })
        })
        .collect()
}

/// What every script begins with: the fastest of some runs of `work`, printed.
fn timing() -> String {
    format!(
        "import time
def fastest(work, figures=lambda made: '-'):
    best = None
    for _ in range({TIMES}):
        t = time.perf_counter(); made = work(); t = time.perf_counter() - t
        best = t if best is None else min(best, t)
    print(best, figures(made))
"
    )
}

const READ: &str = "select \"Short Desc\" s, Years y, \"LA and Regions\" n, \"LA Number\" a, \"Values\" v \
    from read_csv('FILE', header=true, nullstr=['-','NA',''], \
    types={'Values':'DOUBLE','LA Number':'VARCHAR','Years':'VARCHAR'})";

pub fn duckdb_import(folder: &Path, file: &Path) -> Option<Took> {
    let out = folder.join("duck.db");
    drop(std::fs::remove_file(&out));
    let script = format!(
        "import duckdb, time
t = time.perf_counter()
c = duckdb.connect('{}')
c.execute(\"\"\"create table l as {}\"\"\")
c.execute('create index lait_by on l (s, y, a)')
c.close()
print(time.perf_counter() - t, '-')",
        out.display(),
        READ.replace("FILE", &file.display().to_string()),
    );
    python(&script).first().copied()
}

pub fn duckdb_ranks(file: &Path) -> Option<Took> {
    let script = format!(
        "{}import duckdb
c = duckdb.connect()
c.execute(\"\"\"create table l as {}\"\"\")
def work():
    c.execute(\"\"\"create or replace table o as with x as (select * from l where a < '970' and v is not null),
    q as (select s, y, quantile_cont(v, [0.25, 0.5, 0.75]) q from x group by s, y)
    select x.s, x.y, a, v, rank() over (partition by x.s, x.y order by v) r, q from x join q on x.s = q.s and x.y = q.y\"\"\")
fastest(work, lambda _: c.execute('select count(*) from o').fetchone()[0])",
        timing(),
        READ.replace("FILE", &file.display().to_string()),
    );
    python(&script).first().copied()
}

pub fn pandas_ranks(file: &Path) -> Option<Took> {
    let script = format!(
        "{}import pandas as pd
d = pd.read_csv('{}', dtype=str, keep_default_na=False)
d['v'] = pd.to_numeric(d['Values'], errors='coerce')
d['a'] = pd.to_numeric(d['LA Number'], errors='coerce')
d = d[(d.a < 970) & d.v.notna()][['Short Desc', 'Years', 'a', 'v']]
for c in ('Short Desc', 'Years'): d[c] = d[c].astype('category')
def work():
    g = d.groupby(['Short Desc', 'Years'], observed=True).v
    return d.assign(r=g.rank(method='min')), g.quantile([0.25, 0.5, 0.75])
fastest(work, lambda made: len(made[0]))",
        timing(),
        file.display()
    );
    python(&script).first().copied()
}

/// One statement by the country, and all 78.
pub fn pandas_crosstabs(survey: &Path) -> [Option<Took>; 2] {
    let script = format!(
        "{}import pandas as pd
d = pd.read_csv('{}')
country = d['In which country do you live?']
asked = [c for c in d.columns if c.startswith('Statement ')]
people = lambda tables: sum(int(t.to_numpy().sum()) for t in tables)
fastest(lambda: [pd.crosstab(country, d[asked[0]])], people)
fastest(lambda: [pd.crosstab(country, d[c]) for c in asked], people)",
        timing(),
        survey.display()
    );
    let took = python(&script);
    [took.first().copied(), took.get(1).copied()]
}
