//! `completions` and `man`: what shells and `man` read, made from the table of options.

use catalint_core::rules::RULES;
use catalint_report::FORMATS;
use clap::Command;
use clap::builder::PossibleValuesParser;
use clap_complete::aot::{Shell, generate};
use clap_mangen::Man;

/// Shells with completions.
pub(crate) const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// The completion script of one of [`SHELLS`].
pub(crate) fn completions(shell: &str, command: Command) -> String {
    let shell: Shell = shell.parse().expect("one of SHELLS");
    let mut command = offering(command).mut_subcommands(offering);
    let mut script = Vec::new();
    generate(shell, &mut command, "catalint", &mut script);
    String::from_utf8(script).expect("names and help are text")
}

fn offering(command: Command) -> Command {
    let name = command.get_name().to_owned();
    command.mut_args(|arg| match values(&name, arg.get_id().as_str()) {
        Some(values) => arg.value_parser(PossibleValuesParser::new(values)),
        None => arg,
    })
}

/// What an option can be followed by. The argument parser itself does not know it: which word is
/// wrong, and which may be meant, is said by `args`.
fn values(command: &str, option: &str) -> Option<Vec<&'static str>> {
    Some(match (command, option) {
        (_, "lang") => vec!["zh", "en"],
        (_, "color") => vec!["auto", "always", "never"],
        (_, "profile") => vec!["national", "shanghai"],
        (_, "min-severity") => vec!["error", "warning", "hint"],
        (_, "fail-on") => vec!["error", "warning", "hint", "never"],
        ("law" | "due", "output-format") => vec!["pretty", "json"],
        ("diff", "output-format") => vec!["pretty", "markdown", "html", "json"],
        // Files of office programs need a name: xlsx=台账.xlsx.
        ("ledger", "output-format") => vec!["pretty", "markdown", "html", "json"],
        ("duties", "output-format") => vec!["pretty", "json", "ics"],
        ("impact", "output-format") => vec!["pretty", "json", "html"],
        ("rules", "output-format") => vec!["pretty", "json", "markdown"],
        (_, "output-format") => std::iter::once("pretty").chain(FORMATS.iter().map(|format| format.name)).collect(),
        (_, "select" | "extend-select" | "ignore" | "rules") => RULES.iter().map(|rule| rule.code).collect(),
        ("init", "ci") => vec!["github", "gitlab", "gitee", "none"],
        ("schema", "keys") => vec!["en", "zh", "both"],
        ("schema", "what") => vec!["catalog", "config", "report", "law", "diff"],
        ("completions", "shell") => SHELLS.to_vec(),
        _ => return None,
    })
}

/// One page with all commands, for `man`.
pub(crate) fn page(command: Command) -> String {
    let mut out = Vec::new();
    let top = Man::new(command.clone());
    let mut write = || -> std::io::Result<()> {
        top.render_title(&mut out)?;
        top.render_name_section(&mut out)?;
        top.render_synopsis_section(&mut out)?;
        top.render_description_section(&mut out)?;
        top.render_options_section(&mut out)?;
        for of in command.get_subcommands() {
            out.extend_from_slice(&section(of)?);
        }
        top.render_extra_section(&mut out)?;
        top.render_version_section(&mut out)
    };
    write().expect("a Vec takes all");
    String::from_utf8(out).expect("names and help are text")
}

/// The section about a command; what `clap_mangen` makes sections of are its parts.
fn section(command: &Command) -> std::io::Result<Vec<u8>> {
    let man = Man::new(command.clone().disable_help_flag(true));
    let (mut about, mut options) = (Vec::new(), Vec::new());
    man.render_description_section(&mut about)?;
    man.render_options_section(&mut options)?;
    let about =
        String::from_utf8_lossy(&about).replace(".SH DESCRIPTION", &format!(".SH \"catalint {}\"", command.get_name()));
    let options = String::from_utf8_lossy(&options).replace("\n.SH ", "\n.SS ");
    Ok((about + &options).into_bytes())
}

#[cfg(test)]
mod tests {
    use catalint_core::rule::Lang;

    use super::*;
    use crate::args;

    #[test]
    fn whatever_completes_is_understood() {
        let command = args::table(Lang::Zh);
        let mut count = 0;
        for sub in command.get_subcommands() {
            for arg in sub.get_arguments().chain(command.get_arguments()) {
                for value in values(sub.get_name(), arg.get_id().as_str()).unwrap_or_default() {
                    let mut argv = vec!["catalint".to_owned(), sub.get_name().to_owned()];
                    argv.extend(arg.get_long().map(|long| format!("--{long}")));
                    argv.push(value.to_owned());
                    let needed = match sub.get_name() {
                        "explain" => "BAS001",
                        "law" => "预算法",
                        "completions" => "bash",
                        "due" => "20个工作日内",
                        "import" | "annotate" => "表.xlsx",
                        "export" | "towns" => "目录.yaml",
                        "reference" => "list",
                        _ => "",
                    };
                    if !arg.is_positional() && !needed.is_empty() {
                        argv.push(needed.to_owned());
                    }
                    if sub.get_name() == "export" && arg.get_id() != "format" {
                        argv.extend(["-o", "表.xlsx", "--annotate"].map(str::to_owned));
                    }
                    let required: &[&str] = match sub.get_name() {
                        "due" => &["--from", "2026-09-30"],
                        "duties" => &["--year", "2026"],
                        "form" => &["--field", "社会救助", "--body", "县民政局", "-o", "填报表.xlsx"],
                        "impact" => &["--from", "2026-08-14", "--to", "2026-08-15"],
                        "towns" => &["--list", "乡镇.txt", "-o", "乡镇"],
                        _ => &[],
                    };
                    argv.extend(required.iter().map(|&word| word.to_owned()));
                    if sub.get_name() == "diff" {
                        argv.extend(["旧.yaml", "新.yaml"].map(str::to_owned));
                    }
                    if sub.get_name() == "annotate" {
                        argv.extend(["-o", "标注.xlsx"].map(str::to_owned));
                    }
                    let parsed = args::parse(argv.iter().map(Into::into).collect(), Lang::Zh);
                    assert!(parsed.is_ok(), "{argv:?} {parsed:?}");
                    count += 1;
                }
            }
        }
        assert!(count > RULES.len() * 4, "{count}");
    }
}
