//! The source as a graph: every file with the paths it names, resolved through its imports and aliases.
//!
//! Items under `#[cfg(test)]` are left out wherever they stand; what comes after them is read. Macro arguments
//! are read as tokens.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// A path, segment by segment: `crate` first for our own, the crate's name first for anybody else's.
pub type Segments = Vec<String>;

/// One source file.
pub struct File {
    /// The file below the repository; empty for a text of a test.
    pub path: PathBuf,
    /// The module it holds: `["app", "screen"]`; `["lib"]` and `["main"]` for the roots.
    pub module: Segments,
    /// Whether it opens with `//!`.
    pub says_what_it_owns: bool,
    /// Every path that its code names.
    pub names: BTreeSet<Segments>,
    /// What it re-exports: the name, and the path behind it.
    pub exports: BTreeMap<String, Segments>,
    /// The types and traits that it declares.
    pub types: Vec<String>,
    /// The modules that it declares in files of their own; those of tests apart.
    pub children: Vec<String>,
    pub test_children: Vec<String>,
    /// What the macros between its items are given; a macro can declare modules, too.
    pub macro_words: Vec<String>,
}

/// Reads a text as the given module.
pub fn read(module: &[&str], text: &str) -> File {
    let tree = syn::parse_file(text).unwrap_or_else(|error| panic!("{module:?}: {error}"));
    let module: Segments = module.iter().map(|&m| m.to_owned()).collect();
    let root = module == ["lib"] || module == ["main"];
    let place = if root { Vec::new() } else { module.clone() };
    let mut reader = Reader { scopes: vec![Scope::of(place, &tree.items)], ..Reader::default() };
    reader.imports(&tree.items.iter().collect::<Vec<_>>());
    for item in &tree.items {
        reader.visit_item(item);
    }
    File {
        path: PathBuf::new(),
        module,
        says_what_it_owns: text.starts_with("//! "),
        names: reader.names,
        exports: reader.exports,
        types: reader.types,
        children: reader.children,
        test_children: reader.test_children,
        macro_words: tree.items.iter().flat_map(macro_words).collect(),
    }
}

/// Every file of `src/` that is reached from the two roots, tests left out; and the files of tests.
pub fn tree(root: &Path) -> (Vec<File>, BTreeSet<PathBuf>) {
    let src = root.join("src");
    let (mut files, mut tests) = (Vec::new(), BTreeSet::new());
    let mut waiting =
        vec![(vec!["lib".to_owned()], src.join("lib.rs")), (vec!["main".to_owned()], src.join("main.rs"))];
    while let Some((module, path)) = waiting.pop() {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let names: Vec<&str> = module.iter().map(String::as_str).collect();
        let mut file = read(&names, &text);
        path.strip_prefix(root).unwrap().clone_into(&mut file.path);
        let dir = match path.file_stem().unwrap().to_str().unwrap() {
            "lib" | "main" | "mod" => path.parent().unwrap().to_owned(),
            stem => path.parent().unwrap().join(stem),
        };
        let below = |child: &str| {
            let flat = dir.join(format!("{child}.rs"));
            if flat.exists() { flat } else { dir.join(child).join("mod.rs") }
        };
        for child in &file.test_children {
            every_file(&dir.join(child), &mut tests);
            tests.insert(below(child));
        }
        let by_macro = file.macro_words.iter().filter(|word| below(word).exists());
        for child in file.children.iter().chain(by_macro) {
            let place = if module == ["lib"] || module == ["main"] { Vec::new() } else { module.clone() };
            waiting.push(([place, vec![child.clone()]].concat(), below(child)));
        }
        files.push(file);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, tests)
}

/// Every Rust file in a directory and below it.
pub fn every_file(dir: &Path, out: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            every_file(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.insert(path);
        }
    }
}

/// The names that mean something in a module or a block.
#[derive(Default)]
struct Scope {
    /// The module around it.
    place: Segments,
    /// Imports and type aliases: the name, and the path behind it.
    aliases: BTreeMap<String, Segments>,
    /// The modules declared here.
    modules: BTreeSet<String>,
}

impl Scope {
    fn of(place: Segments, items: &[Item]) -> Self {
        let mut modules = BTreeSet::new();
        for item in items {
            match item {
                Item::Mod(module) => drop(modules.insert(module.ident.to_string())),
                Item::Macro(_) => modules.extend(macro_words(item)),
                _ => {}
            }
        }
        Self { place, aliases: BTreeMap::new(), modules }
    }
}

#[derive(Default)]
struct Reader {
    scopes: Vec<Scope>,
    names: BTreeSet<Segments>,
    exports: BTreeMap<String, Segments>,
    types: Vec<String>,
    children: Vec<String>,
    test_children: Vec<String>,
}

impl Reader {
    /// Takes the imports of a module or block into its scope, before anything in it is resolved.
    fn imports(&mut self, items: &[&Item]) {
        // An import may build on another that stands below it.
        for _ in 0..2 {
            for item in items {
                match item {
                    Item::Use(import) if !is_test(&import.attrs) => {
                        let public = !matches!(import.vis, syn::Visibility::Inherited);
                        self.import(&mut Vec::new(), &import.tree, public);
                    }
                    Item::ExternCrate(other) => {
                        let known = other.rename.as_ref().map_or(&other.ident, |(_, name)| name);
                        self.alias(&known.to_string(), vec![other.ident.to_string()]);
                    }
                    Item::Type(alias) if !is_test(&alias.attrs) => {
                        if let syn::Type::Path(path) = alias.ty.as_ref() {
                            let path = self.resolve(&segments(&path.path), false);
                            self.alias(&alias.ident.to_string(), path);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn import(&mut self, before: &mut Segments, tree: &UseTree, public: bool) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import(before, &path.tree, public);
                before.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(before, tree, public);
                }
            }
            UseTree::Name(name) => self.imported(before, &name.ident.to_string(), None, public),
            UseTree::Rename(name) => {
                self.imported(before, &name.ident.to_string(), Some(name.rename.to_string()), public);
            }
            UseTree::Glob(_) => self.imported(before, "self", Some("*".to_owned()), public),
        }
    }

    fn imported(&mut self, before: &[String], name: &str, rename: Option<String>, public: bool) {
        let mut path = before.to_vec();
        if name != "self" {
            path.push(name.to_owned());
        }
        let known = rename.or_else(|| path.last().cloned()).unwrap_or_default();
        let resolved = self.resolve(&path, true);
        if self.scopes.len() == 1 && public {
            self.exports.insert(known.clone(), resolved.clone());
        } else {
            self.names.insert(resolved.clone());
        }
        self.alias(&known, resolved);
    }

    fn alias(&mut self, name: &str, path: Segments) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.aliases.insert(name.to_owned(), path);
        }
    }

    /// The whole path behind one as it is written; a local name stays as it is.
    fn resolve(&self, path: &[String], import: bool) -> Segments {
        let crate_of = |place: &[String], rest: &[String]| [&["crate".to_owned()], place, rest].concat();
        let mut place = self.scopes.iter().rev().find(|s| !s.place.is_empty()).map_or(&[][..], |s| &s.place);
        let mut rest = path;
        let mut relative = false;
        while let [first, after @ ..] = rest {
            match first.as_str() {
                "crate" | "starcoach" => return crate_of(&[], after),
                "self" => {}
                "super" => place = place.get(..place.len().saturating_sub(1)).unwrap_or_default(),
                _ => break,
            }
            (rest, relative) = (after, true);
        }
        if relative {
            return crate_of(place, rest);
        }
        let Some((first, after)) = path.split_first() else { return Vec::new() };
        for scope in self.scopes.iter().rev() {
            if let Some(target) = scope.aliases.get(first) {
                return [target.as_slice(), after].concat();
            }
            // Alone it is a local name, but for an import.
            if scope.modules.contains(first) && (import || !after.is_empty()) {
                return crate_of(&scope.place, path);
            }
        }
        path.to_vec()
    }

    fn name(&mut self, path: &[String]) {
        let path = self.resolve(path, false);
        if path.len() > 1 {
            self.names.insert(path);
        }
    }

    /// The paths among the arguments of a macro, which may be anything.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Segments = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.name(&std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Group(group) => {
                    self.name(&std::mem::take(&mut path));
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.name(&std::mem::take(&mut path));
                    colons = 0;
                }
            }
        }
        self.name(&path);
    }

    fn within(&mut self, scope: Scope, visit: impl FnOnce(&mut Self)) {
        self.scopes.push(scope);
        visit(self);
        self.scopes.pop();
    }
}

/// The identifiers that a macro between items is given.
fn macro_words(item: &Item) -> Vec<String> {
    let Item::Macro(call) = item else { return Vec::new() };
    if call.ident.is_some() || is_test(&call.attrs) {
        return Vec::new();
    }
    let words = call.mac.tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    });
    words.collect()
}

fn segments(path: &syn::Path) -> Segments {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// Whether something is built for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.meta.require_list().is_ok_and(|list| {
                    let text = list.tokens.to_string().replace(' ', "");
                    text == "test" || text.starts_with("all(test,")
                })
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(i) => &i.attrs,
        Item::Enum(i) => &i.attrs,
        Item::ExternCrate(i) => &i.attrs,
        Item::Fn(i) => &i.attrs,
        Item::ForeignMod(i) => &i.attrs,
        Item::Impl(i) => &i.attrs,
        Item::Macro(i) => &i.attrs,
        Item::Mod(i) => &i.attrs,
        Item::Static(i) => &i.attrs,
        Item::Struct(i) => &i.attrs,
        Item::Trait(i) => &i.attrs,
        Item::TraitAlias(i) => &i.attrs,
        Item::Type(i) => &i.attrs,
        Item::Union(i) => &i.attrs,
        Item::Use(i) => &i.attrs,
        _ => &[],
    }
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a Item) {
        let test = is_test(attributes(item));
        if attributes(item).iter().any(|attribute| attribute.path().is_ident("path")) {
            self.names.insert(vec!["#[path]".to_owned()]);
        }
        match item {
            Item::Mod(module) if module.content.is_none() => {
                if !test {
                    module.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
                }
                let list = if test { &mut self.test_children } else { &mut self.children };
                list.push(module.ident.to_string());
            }
            _ if test => {}
            Item::Use(_) => {}
            Item::Mod(module) => {
                let (_, items) = module.content.as_ref().unwrap();
                let around = self.scopes.last().map(|s| s.place.clone()).unwrap_or_default();
                let place = [around, vec![module.ident.to_string()]].concat();
                // What a module around imports is no name of this one.
                let outside = std::mem::take(&mut self.scopes);
                self.within(Scope::of(place, items), |reader| {
                    // Nothing of an inner module is exported by the file.
                    reader.scopes.insert(0, Scope::default());
                    reader.imports(&items.iter().collect::<Vec<_>>());
                    for item in items {
                        reader.visit_item(item);
                    }
                    reader.scopes.remove(0);
                });
                self.scopes = outside;
            }
            _ => {
                match item {
                    Item::Struct(i) => self.types.push(i.ident.to_string()),
                    Item::Enum(i) => self.types.push(i.ident.to_string()),
                    Item::Union(i) => self.types.push(i.ident.to_string()),
                    Item::Trait(i) => self.types.push(i.ident.to_string()),
                    Item::Type(i) => self.types.push(i.ident.to_string()),
                    _ => {}
                }
                visit::visit_item(self, item);
            }
        }
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        let items: Vec<&Item> = block
            .stmts
            .iter()
            .filter_map(|statement| match statement {
                syn::Stmt::Item(item) => Some(item),
                _ => None,
            })
            .collect();
        // Names no module of its own, so that paths stay relative to the one around it.
        self.within(Scope::default(), |reader| {
            reader.imports(&items);
            visit::visit_block(reader, block);
        });
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        if !is_test(&local.attrs) {
            visit::visit_local(self, local);
        }
    }

    fn visit_impl_item(&mut self, item: &'a syn::ImplItem) {
        let attributes = match item {
            syn::ImplItem::Const(i) => &i.attrs,
            syn::ImplItem::Fn(i) => &i.attrs,
            syn::ImplItem::Type(i) => &i.attrs,
            syn::ImplItem::Macro(i) => &i.attrs,
            _ => return,
        };
        if !is_test(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &'a syn::Field) {
        if !is_test(&field.attrs) {
            visit::visit_field(self, field);
        }
    }

    fn visit_variant(&mut self, variant: &'a syn::Variant) {
        if !is_test(&variant.attrs) {
            visit::visit_variant(self, variant);
        }
    }

    fn visit_arm(&mut self, arm: &'a syn::Arm) {
        if !is_test(&arm.attrs) {
            visit::visit_arm(self, arm);
        }
    }

    fn visit_expr_path(&mut self, path: &'a syn::ExprPath) {
        // `<Instant>::now` is `Instant::now`.
        if let Some(own) = &path.qself
            && own.position == 0
            && let syn::Type::Path(of) = own.ty.as_ref()
        {
            self.name(&[segments(&of.path), segments(&path.path)].concat());
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.name(&segments(path));
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        if attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr") {
            self.cfg(&attribute.meta.require_list().map(|l| l.tokens.to_string()).unwrap_or_default());
        }
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        if call.path.is_ident("cfg") {
            self.cfg(&call.tokens.to_string());
        }
        self.tokens(call.tokens.clone());
    }
}

impl Reader {
    /// What code is built for: another one for tests or for another system is code that nobody has run.
    fn cfg(&mut self, text: &str) {
        for word in ["test", "windows"] {
            if text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word) {
                self.names.insert(vec![format!("cfg({word})")]);
            }
        }
    }
}
