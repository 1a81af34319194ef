//! `forge`: makes what the engine ships, from training text and name lists.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use dateline::train::forge::{Plan, compile_clusters, train};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Word clusters to a map.
    Clusters {
        table: PathBuf,
        out: PathBuf,
        #[arg(long, default_value_t = 60_000)]
        unseen: usize,
    },
    Model {
        #[arg(long)]
        data: PathBuf,
        #[arg(long)]
        clusters: PathBuf,
        #[arg(long, default_value_t = 6)]
        epochs: usize,
        #[arg(long, default_value_t = 0.1)]
        rate: f32,
        #[arg(long, default_value_t = 1e-5)]
        decay: f32,
        #[arg(long, default_value_t = 2.0)]
        silver: f32,
        #[arg(long, default_value_t = 0.5)]
        silver_weight: f32,
        #[arg(long, default_value_t = 2)]
        least: u8,
        #[arg(long, default_value_t = 2)]
        prune: i32,
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Cli::parse().command {
        Command::Clusters { table, out, unseen } => std::fs::write(out, compile_clusters(&table, unseen)?)?,
        Command::Model {
            data,
            clusters,
            epochs,
            rate,
            decay,
            silver,
            silver_weight,
            least,
            prune,
            out,
        } => {
            let plan = Plan {
                data: &data,
                epochs,
                rate,
                decay,
                silver,
                silver_weight,
                least,
                prune,
                seed: 1,
            };
            std::fs::write(
                out,
                train(&plan, std::fs::read(clusters)?, |line| eprintln!("{line}"))?,
            )?;
        }
    }
    Ok(())
}
