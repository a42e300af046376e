//! The Word file in LibreOffice: it opens, lists the changes, and accepting or rejecting them all gives both texts.
//! Where LibreOffice is not there, this is skipped, and says so.

use std::path::Path;
use std::process::Command;

use travaux::model::{ChangeKind, Comparison, Resolution, Side};
use travaux::report::docx;

use super::{RENUMBERED, compared, renumbered, samples};

/// Opens each file, counts its changes, settles them and saves it again.
const MACRO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Main(folder As String, names As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim word(0) As New com.sun.star.beans.PropertyValue
  Dim parts(1) As String
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  parts(0) = "Accept" : parts(1) = "Reject"
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  For Each stem In Split(names, ";")
    For Each deed In parts
      document = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; stem &amp; ".docx"), "_blank", 0, hidden())
      count = 0
      listed = document.Redlines.createEnumeration()
      Do While listed.hasMoreElements()
        listed.nextElement() : count = count + 1
      Loop
      helper.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; deed &amp; "AllTrackedChanges", "", 0, Array())
      document.storeToURL(ConvertToURL(folder &amp; "/" &amp; stem &amp; "." &amp; deed &amp; ".docx"), word())
      document.close(True)
      handle = FreeFile
      Open folder &amp; "/" &amp; stem &amp; ".count" For Output As #handle
      Print #handle, count
      Close #handle
    Next
  Next
End Sub
</script:module>"#;

const LIBRARY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Settle"/></library:library>"#;

/// Numbers and words of every paragraph, without what a word processor may set otherwise.
fn words(resolution: &Resolution) -> Vec<String> {
    let line = |paragraph: &travaux::model::Paragraph| {
        let label = paragraph.label.as_ref().map(|label| label.text.as_str()).unwrap_or_default();
        format!("{} [{label}] {}", paragraph.id, paragraph.text)
    };
    resolution.paragraphs.iter().map(line).collect()
}

#[test]
#[expect(clippy::print_stderr, reason = "what is skipped must be said")]
fn libreoffice_settles_the_changes_as_we_do() {
    let Some(soffice) = ["/usr/bin/soffice", "/usr/bin/libreoffice"].into_iter().find(|it| Path::new(it).exists())
    else {
        return eprintln!("SKIPPED: the Word files were not tried in LibreOffice, because it is not in /usr/bin");
    };
    let place = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", place.path().display());
    let run = |arguments: &[&str]| {
        let output =
            Command::new(soffice).args(["--headless", "--norestore", &profile]).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    // The first start makes a profile, and would write over what stands there.
    run(&["--terminate_after_init"]);
    let basic = place.path().join("profile/user/basic/Standard");
    std::fs::write(basic.join("script.xlb"), LIBRARY).unwrap();
    std::fs::write(basic.join("Settle.xba"), MACRO).unwrap();
    let of_samples = samples().into_iter().map(|(name, paths)| (name, compared(&paths)));
    let of_numbers = RENUMBERED.iter().map(|(name, old, new, ..)| (name.replace(' ', "-"), renumbered(old, new)));
    let pairs: Vec<(String, Comparison)> = of_samples.chain(of_numbers).collect();
    // Both texts are wanted to the letter.
    let options = docx::Options { typography: true, ..docx::Options::default() };
    for (name, comparison) in &pairs {
        let file = docx::comparison(comparison, &options).unwrap();
        std::fs::write(place.path().join(format!("{name}.docx")), file).unwrap();
    }
    let names: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    run(&[&format!("macro:///Standard.Settle.Main({},{})", place.path().display(), names.join(";"))]);
    if std::env::var_os("BLESS").is_some() {
        draw(place.path(), &run);
    }
    for (name, comparison) in &pairs {
        let count = std::fs::read_to_string(place.path().join(format!("{name}.count"))).unwrap_or_default();
        let count: usize = count.trim().parse().unwrap_or_else(|_| panic!("{name}: LibreOffice did not open it"));
        // Numbers are counted: a new one alone is no tracked change.
        let is_tracked = |change: &&travaux::model::Change| change.kind != ChangeKind::Unchanged || change.moved;
        let told = comparison.changes.iter().filter(is_tracked).count();
        assert!(count >= told, "{name}: {count} changes listed of {told}");
        for (side, part) in [(Side::Before, "Reject"), (Side::After, "Accept")] {
            let settled = std::fs::read(place.path().join(format!("{name}.{part}.docx"))).unwrap();
            let settled = travaux::Reader::new().side(Side::After).read(&settled).unwrap();
            let wanted = words(comparison.resolutions.get(side));
            assert_eq!(words(&settled), wanted, "{name} {part}");
        }
    }
}

/// Draws the first page of the long sample for the README.
fn draw(place: &Path, run: &dyn Fn(&[&str])) {
    let (from, to) = (place.join("20-long.docx"), place.display().to_string());
    run(&["--convert-to", "pdf", "--outdir", &to, &from.display().to_string()]);
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/20-long.redline");
    let crop = ["-r", "84", "-png", "-singlefile", "-x", "40", "-y", "60", "-W", "640", "-H", "640"];
    let drawn = Command::new("pdftoppm").args(crop).arg(place.join("20-long.pdf")).arg(picture).status();
    assert!(drawn.is_ok_and(|status| status.success()), "pdftoppm draws the picture; Debian has it in poppler-utils");
}
