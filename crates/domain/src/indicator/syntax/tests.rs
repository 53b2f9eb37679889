use super::*;

/// The shape of a tree, fully parenthesised.
fn shape(text: &str) -> String {
    fn show(node: &Node) -> String {
        match &node.form {
            Form::Truth(truth) => truth.to_string(),
            Form::Number(value) => value.to_string(),
            Form::Duration(seconds) => format!("{seconds}s"),
            Form::Quoted(text) => format!("{text:?}"),
            Form::Now => "now".to_owned(),
            Form::Metric(name) => name.clone(),
            Form::Threshold(name) => format!("${name}"),
            Form::Negate(inner) => format!("(- {})", show(inner)),
            Form::Arithmetic(operator, left, right) => {
                format!("({operator:?} {} {})", show(left), show(right))
            }
            Form::Compare(comparison, left, right) => {
                format!("({comparison} {} {})", show(left), show(right))
            }
            Form::Between(parts) => {
                format!("(between {} {} {})", show(&parts[0]), show(&parts[1]), show(&parts[2]))
            }
            Form::Defined(inner) => format!("(defined {})", show(inner)),
            Form::Not(inner) => format!("(! {})", show(inner)),
            Form::And(left, right) => format!("(&& {} {})", show(left), show(right)),
            Form::Or(left, right) => format!("(|| {} {})", show(left), show(right)),
        }
    }
    show(&parse(text).unwrap())
}

#[test]
fn and_binds_closer_than_or_and_both_lean_left() {
    assert_eq!(shape("a || b && c and d or e"), "(|| (|| a (&& (&& b c) d)) e)");
}

#[test]
fn not_takes_a_whole_comparison() {
    assert_eq!(shape("not a > 3 && !b"), "(&& (! (> a 3)) (! b))");
}

#[test]
fn products_bind_closer_than_sums_and_minus_closest() {
    assert_eq!(shape("a - b * -c - d > 1"), "(> (Subtract (Subtract a (Multiply b (- c))) d) 1)");
}

#[test]
fn the_and_of_between_is_not_the_logical_one() {
    assert_eq!(shape("a between 1 + 1 and 5 and b"), "(&& (between a (Add 1 1) 5) b)");
}

#[test]
fn units_stand_with_or_without_a_space() {
    assert_eq!(shape("21 d + 3w + 1.5 h + 2min + 7 s"), {
        "(Add (Add (Add (Add 1814400s 1814400s) 5400s) 120s) 7s)"
    });
}

#[test]
fn comments_and_newlines_are_white_space() {
    assert_eq!(shape("# why\na # one\n\r\n> 21 # unit follows\n d # end"), "(> a 1814400s)");
}

#[test]
fn quoted_words_may_hold_quotes() {
    assert_eq!(shape(r#"a == "x \"y\" \\ z""#), r#"(== a "x \"y\" \\ z")"#);
}

#[test]
fn spans_cover_what_was_written() {
    let node = parse("  (a > 21 d) && b ").unwrap();
    assert_eq!(node.span, 2..17);
    let Form::And(left, _) = node.form else { panic!("{node:?}") };
    assert_eq!(left.span, 2..12);
}

#[test]
fn a_text_is_refused_by_its_size_before_it_is_read() {
    let error = parse(&"?".repeat(MAX_BYTES + 1)).unwrap_err();
    assert!(error.message.contains("65537 bytes"), "{error}");
}

#[test]
fn nesting_is_refused_whatever_it_is_made_of() {
    let ends = |prefix: &str, suffix: &str, times: usize| {
        parse(&format!("{}a{}", prefix.repeat(times), suffix.repeat(times)))
    };
    for (prefix, suffix, each) in
        [("(", ")", 1), ("!", "", 1), ("not ", "", 1), ("-", "", 1), ("!(", ")", 2)]
    {
        assert!(ends(prefix, suffix, MAX_DEPTH / each).is_ok(), "{prefix}");
        let error = ends(prefix, suffix, MAX_DEPTH / each + 1).unwrap_err();
        assert!(error.message.contains("64 levels"), "{prefix}: {error}");
        // Far beyond, the stack must hold as well.
        assert!(ends(prefix, suffix, 10_000).is_err());
    }
}

#[test]
fn nesting_ends_where_its_parenthesis_does() {
    let text = vec!["!(-a > 1)"; 100].join(" && ");
    assert!(parse(&text).is_ok());
}

#[test]
fn long_chains_are_refused() {
    let chain = |times: usize| parse(&vec!["a"; times].join(" && "));
    assert!(chain(MAX_OPERANDS).is_ok());
    let error = chain(MAX_OPERANDS + 1).unwrap_err();
    assert!(error.message.contains("512 values"), "{error}");
}
