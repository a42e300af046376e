#!/bin/sh
# Makes the fixtures of this folder from source.fodt: the same text as an office suite saves it;
# and an Arabic page, whose letters stand in the order of the page.
# Needs LibreOffice (Debian: libreoffice-writer); the tests need only what it made.
set -eu
cd "$(dirname "$0")"
for kind in docx odt doc rtf html pdf; do
    case $kind in
    html) filter="html:HTML (StarWriter):EmbedImages" ;;
    pdf) filter="pdf:writer_pdf_Export" ;;
    *) filter=$kind ;;
    esac
    soffice --headless --norestore --convert-to "$filter" --outdir . source.fodt
done
# the same with tags
soffice --headless --norestore --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' --outdir out source.fodt
mv out/source.pdf tagged.pdf
soffice --headless --norestore --convert-to 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"night"}}' --outdir out source.fodt
mv out/source.pdf locked.pdf
rmdir out
soffice --headless --norestore --convert-to pdf:writer_pdf_Export --outdir . arabic.fodt
