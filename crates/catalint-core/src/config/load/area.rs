//! The register of the area: `area`, `bodies`, `towns`, `fields`.

use std::sync::Arc;

use super::Loader;
use crate::config::paths::join;
use crate::config::reader::{ConfigPair, ConfigReader};
use crate::config::register::{self, FieldSaid};
use crate::register::{Register, RegisteredField};
use catalint_yaml::Node;

impl Loader<'_> {
    /// Adds what a config says to the register of those that it extends: a field of the same name counts where it
    /// stands last.
    pub(super) fn register(&mut self, reader: &mut ConfigReader, pairs: &[ConfigPair<'_>], folder: &str) {
        let value = |key: &str| pairs.iter().find(|(name, ..)| *name == key).map(|(_, key, value)| (*key, *value));
        let parts = ["area", "bodies", "towns", "fields"].map(value);
        let Some(first) = parts.iter().flatten().next() else { return };
        let mut register = Register::clone(&self.config.register);
        let [area, bodies, towns, fields] = parts;
        if let Some((_, node)) = area {
            register.area = register::area(reader, node).unwrap_or(register.area);
        } else if register.area.is_empty() {
            reader.lacks(first.0, "area");
            return;
        }
        if let Some((_, node)) = bodies {
            register::bodies(reader, node, &mut register);
        }
        if let Some((_, node)) = towns {
            register::towns(reader, node, &mut register);
        }
        // Bodies are those of the fields where nobody lists them.
        let is_listed = bodies.is_some() || !register.bodies.is_empty();
        let fields = fields.map_or_else(Vec::new, |(_, node)| reader.pairs(node, "fields"));
        for (name, value) in fields {
            let Some(said) = register::field(reader, name, value, &mut register, is_listed) else { continue };
            let FieldSaid { mut field, reference } = said;
            field.reference = reference.and_then(|node| self.field_reference(reader, node, folder));
            set(&mut register, field);
        }
        self.config.register = Arc::new(register);
    }

    fn field_reference(
        &mut self,
        reader: &mut ConfigReader,
        node: Node<'_>,
        folder: &str,
    ) -> Option<Arc<crate::project::Reference>> {
        let path = join(folder, reader.text(node, "reference")?);
        let reference = self.reference_file(reader, node, path)?;
        // What a field is held against is held against in every check.
        let mut all = self.config.reference.to_vec();
        all.push(reference.clone());
        self.config.reference = all.into();
        Some(Arc::new(reference))
    }
}

fn set(register: &mut Register, field: RegisteredField) {
    match register.fields.iter_mut().find(|known| known.name == field.name) {
        Some(known) => *known = field,
        None => register.fields.push(field),
    }
}
