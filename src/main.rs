use std::process::ExitCode;

fn main() -> ExitCode {
    formpress::cli::run(std::env::args_os())
}
