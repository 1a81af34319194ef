//! `forge`: makes what the engine ships, from training text and lists.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use dateline::Error;
use dateline::train::{Plan, evaluate, folds, provenance, train, world, world_provenance};

/// Makes what the engine ships, from training text and lists.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Trains the tagger and writes the model file.
    Model(ModelArgs),
    /// Trains without a quarter of the articles and tests on it, for each of the four.
    Folds {
        /// The folds to run, of 0, 1, 2 and 3.
        #[arg(long, value_delimiter = ',', default_values_t = [0, 1, 2, 3])]
        fold: Vec<u64>,
        #[command(flatten)]
        recipe: RecipeArgs,
    },
    /// Compiles what is known of places, organisations and first names.
    World {
        /// Folder of the data, with `gazetteers` in it.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Folder of the name lists.
        #[arg(long, default_value = "seeds/names")]
        names: PathBuf,
        /// The file to write.
        #[arg(long, default_value = "src/embedded/world.bin")]
        out: PathBuf,
    },
    /// Scores a model's mentions on a folder of articles with their records.
    Eval {
        /// Folder with `NAME.txt` and `NAME.json`.
        folder: PathBuf,
        /// The model file.
        #[arg(long, default_value = "src/embedded/model.bin")]
        model: PathBuf,
    },
}

#[derive(clap::Args)]
struct ModelArgs {
    /// The file to write.
    #[arg(long, default_value = "src/embedded/model.bin")]
    out: PathBuf,
    /// Keep some documents out of training and report the scores on them.
    #[arg(long)]
    held_out: bool,
    #[command(flatten)]
    recipe: RecipeArgs,
}

#[derive(clap::Args)]
struct RecipeArgs {
    /// Folder of the training data.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// Folder of what is kept here, with `names` and `corpus` in it.
    #[arg(long, default_value = "seeds")]
    seeds: PathBuf,
    /// List the wrong mentions of the held-out documents.
    #[arg(long)]
    errors: bool,
    /// Passes over the text.
    #[arg(long)]
    passes: Option<usize>,
    /// Step size.
    #[arg(long)]
    rate: Option<f32>,
    /// Pull towards zero.
    #[arg(long)]
    decay: Option<f32>,
    /// Least certainty of a machine-labelled sentence; above 1 none is used.
    #[arg(long)]
    certainty: Option<f32>,
    /// Weight of machine-labelled sentences.
    #[arg(long)]
    silver_weight: Option<f32>,
    /// Weight of whole articles.
    #[arg(long)]
    article_weight: Option<f32>,
    /// Copies of a sentence with other names and amounts in it.
    #[arg(long)]
    copies: Option<f32>,
    /// Copies of one that has an amount or a mention of a rare label.
    #[arg(long)]
    rare_copies: Option<f32>,
    /// Weights below this after the first pass are dropped.
    #[arg(long)]
    thin: Option<f32>,
    /// How often a feature must occur.
    #[arg(long)]
    least: Option<u8>,
    /// Weights that round to less than this many units are dropped.
    #[arg(long)]
    prune: Option<i32>,
    /// Tokens that are less likely than this to be in a mention, by their words alone, are taken to be in none.
    #[arg(long)]
    shut: Option<f32>,
    /// Seed of the order of sentences.
    #[arg(long)]
    seed: Option<u64>,
    /// Feature templates to leave out, by their numbers.
    #[arg(long, value_delimiter = ',')]
    without: Vec<u64>,
}

impl RecipeArgs {
    fn plan(&self) -> Plan {
        let shipped = Plan::shipped(&self.data, &self.seeds);
        Plan {
            errors: self.errors,
            passes: self.passes.unwrap_or(shipped.passes),
            rate: self.rate.unwrap_or(shipped.rate),
            decay: self.decay.unwrap_or(shipped.decay),
            certainty: self.certainty.unwrap_or(shipped.certainty),
            silver_weight: self.silver_weight.unwrap_or(shipped.silver_weight),
            article_weight: self.article_weight.unwrap_or(shipped.article_weight),
            copies: self.copies.unwrap_or(shipped.copies),
            rare_copies: self.rare_copies.unwrap_or(shipped.rare_copies),
            thin: self.thin.unwrap_or(shipped.thin),
            least: self.least.unwrap_or(shipped.least),
            prune: self.prune.unwrap_or(shipped.prune),
            shut: self.shut.unwrap_or(shipped.shut),
            seed: self.seed.unwrap_or(shipped.seed),
            without: self.without.clone(),
            ..shipped
        }
    }
}

fn run(command: &Command) -> Result<(), Error> {
    match command {
        Command::Eval { folder, model } => {
            eprint!("{}", evaluate(model, folder)?);
            Ok(())
        }
        Command::World { data, names, out } => {
            let file = world(names, data)?;
            write(
                &out.with_file_name("WORLD.toml"),
                world_provenance(&file).as_bytes(),
            )?;
            write(out, &file)
        }
        Command::Folds { fold, recipe } => {
            eprint!("{}", folds(&recipe.plan(), fold, |line| eprintln!("{line}"))?);
            Ok(())
        }
        Command::Model(args) => {
            let plan = Plan {
                held_out: args.held_out,
                ..args.recipe.plan()
            };
            let trained = train(&plan, |line| eprintln!("{line}"))?;
            write(
                &args.out.with_file_name("PROVENANCE.toml"),
                provenance(&plan, &trained).as_bytes(),
            )?;
            write(&args.out, &trained.file)
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(|why| Error::file(path, why))
}

fn main() -> ExitCode {
    match run(&Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("forge: {error}");
            ExitCode::FAILURE
        }
    }
}
