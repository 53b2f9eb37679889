//! What the figures were measured on.

use std::fmt;
use std::fs;
use std::process::Command;

use crate::shell;

/// The machine and the compiler, as one line beside the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Cores that this process may use.
    pub cores: usize,
    /// Model name of the first processor.
    pub processor: String,
    /// Memory in GiB, rounded.
    pub memory_gib: u64,
    /// `rustc --version`, without the word itself.
    pub rustc: String,
}

impl Machine {
    /// Reads it from the system; what can't be read is said to be unknown.
    pub fn read() -> Self {
        let rustc = shell::read(Command::new("rustc").arg("--version")).unwrap_or_default();
        Self {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            processor: processor(&fs::read_to_string("/proc/cpuinfo").unwrap_or_default()),
            memory_gib: memory_gib(&fs::read_to_string("/proc/meminfo").unwrap_or_default()),
            rustc: rustc.split_whitespace().nth(1).unwrap_or("unknown").to_owned(),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cores, processor, memory_gib, rustc } = self;
        write!(f, "{cores} cores ({processor}), {memory_gib} GiB, rustc {rustc}")
    }
}

fn processor(cpuinfo: &str) -> String {
    field(cpuinfo, "model name").unwrap_or("unknown processor").to_owned()
}

fn memory_gib(meminfo: &str) -> u64 {
    let kib = field(meminfo, "MemTotal").and_then(|value| value.split(' ').next()?.parse().ok());
    let kib: u64 = kib.unwrap_or(0);
    (kib + 512 * 1024) / (1024 * 1024)
}

fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_is_the_first_ones_model() {
        let cpuinfo = "processor\t: 0\nmodel name\t: Fast 9000\n\nmodel name\t: Other\n";
        assert_eq!(processor(cpuinfo), "Fast 9000");
    }

    #[test]
    fn memory_is_rounded_to_whole_gib() {
        assert_eq!(memory_gib("MemTotal:       24600000 kB\nMemFree: 1 kB\n"), 23);
    }

    #[test]
    fn the_line_names_all_four() {
        let machine = Machine {
            cores: 2,
            processor: "Fast 9000".to_owned(),
            memory_gib: 24,
            rustc: "1.95.0".to_owned(),
        };
        assert_eq!(machine.to_string(), "2 cores (Fast 9000), 24 GiB, rustc 1.95.0");
    }
}
