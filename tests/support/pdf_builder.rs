//! Writes small PDF files, so that every test shows what stands on its pages.

/// A file in the making. Fonts: `R` upright, `I` slanted, `B` heavy; every character is half an em wide, the space a
/// quarter.
#[derive(Default)]
pub(crate) struct PdfBuilder {
    pages: Vec<String>,
    annotations: Vec<Annotation>,
    /// Entries put into the catalog.
    pub(crate) root: String,
    /// Entries put into the resources of every page.
    pub(crate) resources: String,
    /// Further fonts, named by a letter.
    pub(crate) fonts: Vec<(char, String)>,
    /// Entries put into the trailer.
    pub(crate) trailer: String,
    /// Filter of the pages' contents, and the packed contents of a page added to them.
    pub(crate) packed: Option<(&'static str, Vec<u8>)>,
}

/// Something drawn over a page.
struct Annotation {
    page: usize,
    entries: String,
    /// The content of its appearance, if it has one.
    appearance: Option<String>,
}

impl PdfBuilder {
    pub(crate) fn new() -> PdfBuilder {
        PdfBuilder::default()
    }

    /// Begins a page.
    pub(crate) fn page(mut self) -> PdfBuilder {
        self.pages.push(String::new());
        self
    }

    /// Draws by operators.
    pub(crate) fn draw(mut self, operators: &str) -> PdfBuilder {
        let page = self.pages.last_mut().unwrap();
        page.push_str(operators);
        page.push('\n');
        self
    }

    /// Sets characters at a place.
    pub(crate) fn set(self, font: char, size: f32, x: f32, y: f32, text: &str) -> PdfBuilder {
        let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        self.draw(&format!("BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET"))
    }

    /// Sets lines one under another, a first line indented, 12 points apart.
    pub(crate) fn paragraph(mut self, y: f32, lines: &[&str]) -> PdfBuilder {
        for (at, line) in lines.iter().enumerate() {
            let indent = if at == 0 { 24.0 } else { 0.0 };
            self = self.set('R', 10.0, 123.0 + indent, y - 12.0 * at as f32, line);
        }
        self
    }

    /// Sets something tagged as a running head or foot.
    pub(crate) fn furniture(self, kind: &str, x: f32, y: f32, text: &str) -> PdfBuilder {
        self.draw(&format!("/Artifact <</Type /Pagination /Subtype /{kind}>> BDC"))
            .set('R', 9.0, x, y, text)
            .draw("EMC")
    }

    /// Adds an annotation to the page.
    pub(crate) fn annotation(mut self, entries: &str, appearance: Option<&str>) -> PdfBuilder {
        let page = self.pages.len() - 1;
        let appearance = appearance.map(str::to_owned);
        self.annotations.push(Annotation { page, entries: entries.to_owned(), appearance });
        self
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut objects: Vec<Vec<u8>> = vec![format!("<</Type /Catalog /Pages 2 0 R {}>>", self.root).into_bytes()];
        let kids: String = (0..self.pages.len()).map(|at| format!("{} 0 R ", 6 + 2 * at)).collect();
        objects.push(format!("<</Type /Pages /Count {} /Kids [{kids}]>>", self.pages.len()).into_bytes());
        for (name, flags) in [("Times-Roman", 34), ("Times-Italic", 98), ("Times-Bold", 262_178)] {
            let widths = "250 ".to_owned() + &"500 ".repeat(223);
            objects.push(
                format!(
                    "<</Type /Font /Subtype /TrueType /BaseFont /{name} /Encoding /WinAnsiEncoding /FirstChar 32 \
                     /LastChar 255 /Widths [{widths}] /FontDescriptor <</Type /FontDescriptor /FontName /{name} \
                     /Flags {flags} /Ascent 800 /Descent -200>> >>"
                )
                .into_bytes(),
            );
        }
        let further: String = self.fonts.iter().map(|(name, font)| format!("/{name} {font} ")).collect();
        let mut appearances: Vec<&str> = Vec::new();
        for (index, page) in self.pages.iter().enumerate() {
            let at = objects.len() + 1;
            let fonts = format!("/Font <</R 3 0 R /I 4 0 R /B 5 0 R {further}>> {}", self.resources);
            let mut annotations = String::new();
            for annotation in self.annotations.iter().filter(|annotation| annotation.page == index) {
                annotations += &format!("<</Type /Annot {}", annotation.entries);
                if let Some(appearance) = &annotation.appearance {
                    annotations += &format!(" /AP <</N {} 0 R>>", 6 + 2 * self.pages.len() + appearances.len());
                    appearances.push(appearance);
                }
                annotations += ">> ";
            }
            let contents = at + 1;
            objects.push(
                format!(
                    "<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources <<{fonts}>> /Contents {contents} 0 R \
                     /Annots [{annotations}]>>"
                )
                .into_bytes(),
            );
            let (filter, mut data) = match &self.packed {
                // a list of filters is given with its end
                Some((filter, data)) if filter.ends_with(']') => (format!("/Filter [/{filter} "), data.clone()),
                Some((filter, data)) => (format!("/Filter /{filter} "), data.clone()),
                None => (String::new(), page.as_bytes().to_vec()),
            };
            let mut object = format!("<<{filter}/Length {}>> stream\n", data.len()).into_bytes();
            object.append(&mut data);
            object.extend_from_slice(b"\nendstream");
            objects.push(object);
        }
        for appearance in appearances {
            objects.push(
                format!(
                    "<</Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources <</Font <</R 3 0 R>> >> /Length {}>> \
                     stream\n{appearance}\nendstream",
                    appearance.len()
                )
                .into_bytes(),
            );
        }
        self.assemble(&objects)
    }

    fn assemble(&self, objects: &[Vec<u8>]) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(out.len());
            out.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
        for place in places {
            out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
        }
        let trailer = format!(
            "trailer <</Size {} /Root 1 0 R {}>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1,
            self.trailer
        );
        out.extend_from_slice(trailer.as_bytes());
        out
    }
}
