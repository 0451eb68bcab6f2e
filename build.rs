//! What `-V` says of this build: the commit and the target.

#![expect(clippy::disallowed_methods, reason = "the environment and git are what a build is made of")]

use std::process::Command;

fn main() {
    let var = |name: &str| std::env::var(name).unwrap_or_default();
    println!("cargo:rerun-if-changed=build.rs");
    let mut version = format!("{} ({}", var("CARGO_PKG_VERSION"), var("TARGET"));
    // Only where it is released: else each commit would have everything compiled anew.
    if var("PROFILE") == "release" {
        for name in ["HEAD", "logs/HEAD"] {
            let path = git(&["rev-parse", "--git-path", name]);
            if !path.is_empty() {
                println!("cargo:rerun-if-changed={path}");
            }
        }
        let commit = git(&["rev-parse", "--short=12", "HEAD"]);
        if !commit.is_empty() {
            version.push_str(&format!(", {commit}"));
        }
    } else {
        version.push_str(", debug build");
    }
    println!("cargo:rustc-env=STARCOACH_VERSION={version})");
}

/// What git prints, on one line; empty where there is no git or no repository.
fn git(arguments: &[&str]) -> String {
    let output = Command::new("git").args(arguments).output();
    let printed = output.ok().filter(|o| o.status.success()).map(|o| o.stdout).unwrap_or_default();
    String::from_utf8_lossy(&printed).trim().to_owned()
}
