//! A writer of XML: elements with attributes and content, in which text is escaped once.

use std::fmt::{Display, Write};
use std::ops::{Add, AddAssign};

use super::escape;

/// Well-formed content of an element: elements and text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Xml(String);

impl Xml {
    pub(super) fn text(text: &str) -> Xml {
        Xml(escape(text))
    }

    /// Markup that is taken over from a file.
    pub(super) fn verbatim(markup: impl Into<String>) -> Xml {
        Xml(markup.into())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Element {
    name: String,
    attributes: String,
    content: Xml,
}

/// An element of WordprocessingML: `w("p")` is `<w:p>`.
pub(super) fn w(name: &str) -> Element {
    Element::new(format!("w:{name}"))
}

/// Words of a run, whose white space counts.
pub(super) fn words(name: &str, text: &str) -> Element {
    w(name).attribute("xml:space", "preserve").with(Xml::text(text))
}

impl Element {
    pub(super) fn new(name: impl Into<String>) -> Element {
        Element { name: name.into(), attributes: String::new(), content: Xml::default() }
    }

    pub(super) fn attribute(mut self, name: &str, value: impl Display) -> Element {
        // Writing to a string cannot fail.
        let _ = write!(self.attributes, " {name}=\"{}\"", escape(&value.to_string()));
        self
    }

    /// The attributes of an element of WordprocessingML, whose names have its prefix.
    pub(super) fn w<const N: usize>(self, attributes: [(&str, &str); N]) -> Element {
        attributes.iter().fold(self, |element, (name, value)| element.attribute(&format!("w:{name}"), value))
    }

    /// The attribute that most properties have.
    pub(super) fn val(self, value: impl Display) -> Element {
        self.attribute("w:val", value)
    }

    pub(super) fn id(self, id: impl Display) -> Element {
        self.attribute("w:id", id)
    }

    /// Adds content.
    pub(super) fn with(mut self, content: impl Into<Xml>) -> Element {
        self.content += content;
        self
    }
}

impl From<Element> for Xml {
    fn from(Element { name, attributes, content }: Element) -> Xml {
        Xml(match content.is_empty() {
            true => format!("<{name}{attributes}/>"),
            false => format!("<{name}{attributes}>{}</{name}>", content.0),
        })
    }
}

impl<T: Into<Xml>> From<Option<T>> for Xml {
    fn from(content: Option<T>) -> Xml {
        content.map(Into::into).unwrap_or_default()
    }
}

impl<T: Into<Xml>, const N: usize> From<[T; N]> for Xml {
    fn from(content: [T; N]) -> Xml {
        content.into_iter().collect()
    }
}

impl<T: Into<Xml>> AddAssign<T> for Xml {
    fn add_assign(&mut self, content: T) {
        let content = content.into();
        match self.is_empty() {
            true => *self = content,
            false => self.0 += &content.0,
        }
    }
}

impl<T: Into<Xml>> Add<T> for Xml {
    type Output = Xml;

    fn add(mut self, content: T) -> Xml {
        self += content;
        self
    }
}

impl<T: Into<Xml>> Extend<T> for Xml {
    fn extend<I: IntoIterator<Item = T>>(&mut self, content: I) {
        content.into_iter().for_each(|content| *self += content);
    }
}

impl<T: Into<Xml>> FromIterator<T> for Xml {
    fn from_iter<I: IntoIterator<Item = T>>(content: I) -> Xml {
        let mut xml = Xml::default();
        xml.extend(content);
        xml
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_once() {
        let style = w("pStyle").val("a \"b\" & c");
        let paragraph = w("p").with(w("pPr").with(style)).with(w("t").with(Xml::text("1 < 2 & 3")));
        assert_eq!(
            Xml::from(paragraph).as_str(),
            "<w:p><w:pPr><w:pStyle w:val=\"a &quot;b&quot; &amp; c\"/></w:pPr><w:t>1 &lt; 2 &amp; 3</w:t></w:p>"
        );
    }
}
