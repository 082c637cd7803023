use std::process::ExitCode;

fn main() -> ExitCode {
    formpress::run(std::env::args_os())
}
