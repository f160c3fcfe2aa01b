//! Answers without respondents' own words.
//!
//! A response and a paper form hold their answers as JSON: keys and numbers, and here and there what somebody wrote where
//! no answer was offered. Those words may name a person; what is left says that something was written, not what.

use serde_json::Value;

/// The same answers, with nothing in place of each text. What cannot be read is given as nothing at all.
#[must_use]
pub fn wordless(answers: &str) -> String {
    serde_json::from_str(answers).map_or_else(|_| "[]".to_owned(), |held| quiet(held).to_string())
}

fn quiet(held: Value) -> Value {
    match held {
        Value::String(_) => Value::String(String::new()),
        Value::Array(items) => items.into_iter().map(quiet).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(key, value)| (key, quiet(value)))
            .collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::wordless;

    #[track_caller]
    fn check(answers: &str, want: &str) {
        assert_eq!(wordless(answers), want);
    }

    #[test]
    fn words_go_and_everything_else_stays() {
        check(
            r#"[1,false,"my son Sam",[0,2],null,true,0.1]"#,
            r#"[1,false,"",[0,2],null,true,0.1]"#,
        );
        check(
            r#"{"7":{"text":"ring 07700 900123"},"8":{"one":12}}"#,
            r#"{"7":{"text":""},"8":{"one":12}}"#,
        );
        check("Sam", "[]");
    }
}
