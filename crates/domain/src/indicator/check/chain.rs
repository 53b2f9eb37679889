//! Chains of `&&` and of `||`.
//!
//! However a chain is written and parenthesised, it becomes one balanced tree:
//! equal chains are equal conditions, and evaluating a long one stays shallow.

use super::Checker;
use crate::indicator::condition::Condition;
use crate::indicator::syntax::{Form, Node};

/// One of the two operators that chain.
pub(super) struct Chain {
    /// Both sides, if the node is this operator.
    written: fn(&Node) -> Option<(&Node, &Node)>,
    /// Both sides, if the condition is this operator; else the condition.
    checked: fn(Condition) -> Result<(Condition, Condition), Condition>,
    join: fn(Box<Condition>, Box<Condition>) -> Condition,
}

pub(super) const AND: Chain = Chain {
    written: |node| match &node.form {
        Form::And(left, right) => Some((left, right)),
        _ => None,
    },
    checked: |condition| match condition {
        Condition::And(left, right) => Ok((*left, *right)),
        other => Err(other),
    },
    join: Condition::And,
};

pub(super) const OR: Chain = Chain {
    written: |node| match &node.form {
        Form::Or(left, right) => Some((left, right)),
        _ => None,
    },
    checked: |condition| match condition {
        Condition::Or(left, right) => Ok((*left, *right)),
        other => Err(other),
    },
    join: Condition::Or,
};

impl Checker<'_> {
    /// Every operand is checked, whatever is wrong with the others.
    pub(super) fn chain(&mut self, node: &Node, chain: &Chain) -> Option<Condition> {
        let mut operands = Vec::new();
        let mut whole = true;
        let mut left = vec![node];
        while let Some(node) = left.pop() {
            if let Some((first, second)) = (chain.written)(node) {
                left.extend([second, first]);
            } else if let Some(condition) = self.condition(node) {
                flatten(condition, chain, &mut operands);
            } else {
                whole = false;
            }
        }
        if whole { balance(operands, chain) } else { None }
    }
}

/// `between` is a chain as well once it is checked.
fn flatten(condition: Condition, chain: &Chain, operands: &mut Vec<Condition>) {
    match (chain.checked)(condition) {
        Ok((left, right)) => {
            flatten(left, chain, operands);
            flatten(right, chain, operands);
        }
        Err(operand) => operands.push(operand),
    }
}

fn balance(mut operands: Vec<Condition>, chain: &Chain) -> Option<Condition> {
    if operands.len() < 2 {
        return operands.pop();
    }
    let right = operands.split_off(operands.len().div_ceil(2));
    let (left, right) = (balance(operands, chain)?, balance(right, chain)?);
    Some((chain.join)(Box::new(left), Box::new(right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_the_same_however_it_is_parenthesised() {
        let plain = Condition::parse("on_leave && contacted && snoozed && searching").unwrap();
        for text in [
            "on_leave && (contacted && (snoozed && searching))",
            "(on_leave && contacted) and (snoozed && searching)",
        ] {
            assert_eq!(Condition::parse(text).unwrap(), plain, "{text}");
        }
    }

    #[test]
    fn a_chain_of_one_operator_ends_at_the_other() {
        let text = "(on_leave || contacted) && (snoozed || searching && employed)";
        assert_eq!(Condition::parse(text).unwrap().to_string(), text);
    }

    #[test]
    fn a_long_chain_is_shallow() {
        fn depth(condition: &Condition) -> usize {
            match condition {
                Condition::And(left, right) => 1 + depth(left).max(depth(right)),
                _ => 0,
            }
        }
        let condition = Condition::parse(&vec!["on_leave"; 200].join(" && ")).unwrap();
        assert_eq!(depth(&condition), 8);
    }
}
