#!/bin/sh
# Seeds of the fuzz targets from the project's own texts: corpus/<target>/.
set -eu
cd "$(dirname "$0")"
top=../..
for target in text markdown pdf docx html akn compare package sensitivity; do mkdir -p "corpus/$target"; done
part() { printf '\n=====\n'; }
for text in "$top"/samples/*.txt; do
    name=$(basename "$text" .txt)
    # whole samples are long; their ends and beginnings mutate faster
    cp "$text" "corpus/text/$name"
    head -c 1500 "$text" >"corpus/text/$name.head"
    tail -c 1500 "$text" >"corpus/text/$name.tail"
done
cp "$top"/samples/*.md "$top"/tests/formats/same/text.md corpus/markdown/
for before in "$top"/samples/*.before.*; do
    after=$(echo "$before" | sed 's/\.before\./.after./')
    name=$(basename "$before" | sed 's/\.before.*//')
    { cat "$before"; part; cat "$after"; } >"corpus/compare/$name"
    { tail -c 1500 "$before"; part; tail -c 1500 "$after"; } >"corpus/compare/$name.tail"
done
same="$top/tests/formats/same"
cp "$same/page.html" corpus/html/
for fixture in "$top"/tests/formats/written/*.html; do [ -f "$fixture" ] && cp "$fixture" corpus/html/; done
cp "$same/resolution.akn.xml" corpus/akn/
for body in typed counted; do
    { cat "$same/$body.xml"; part; cat "$same/footnotes.xml"; part; cat "$same/numbering.xml"; } >"corpus/docx/$body"
    { tail -c 2000 "$same/$body.xml"; part; cat "$same/footnotes.xml"; part; cat "$same/numbering.xml"; } >"corpus/docx/$body.tail"
done
# pieces that the tests show whole
grep -oh '<w:[a-zA-Z].*</w:[a-zA-Z]*>' "$top/tests/formats/docx.rs" | split -l 1 - corpus/docx/test.
grep -oh '<[a-z].*</[a-z]*>' "$top/tests/formats/web.rs" | split -l 1 - corpus/html/test.
cp corpus/html/test.* corpus/akn/
cat >corpus/pdf/page <<'P'
/P <</MCID 0>> BDC BT /R 10 Tf 1 0 0 1 147 412 Tm (Recalling) Tj /I 6.5 Tf 3 Ts (1) Tj 0 Ts ET EMC
BT /R 10 Tf 123 300 Td 12 TL [(1. De) -20 (cides that every) -300 (keeper)] TJ T* (shall keep) ' ET
60 100 m 200 100 l S /Artifact <</Type /Pagination /Subtype /Header>> BDC BT /B 9 Tf 60 730 Td (A/RES/90/12) Tj ET EMC
=====
q 1 0 0 1 10 10 cm BT /R 8.5 Tf 0 1 -1 0 300 100 Tm <48656C6C6F> Tj ET Q 0 0 100 20 re f
BT /R 10 Tf 60 38 Td (2/2) Tj 3 Tr (hidden) Tj ET
P
for file in "$top"/tests/formats/written/*.pdf; do [ -f "$file" ] && cp "$file" corpus/pdf/; done
for file in "$top"/tests/formats/written/*.docx; do [ -f "$file" ] && cp "$file" corpus/docx/; done
cp "$top"/tests/formats/written/*.docx corpus/package/
# Word files with tables, footnotes and tracked changes, written by the program itself
program=$top/target/release/travaux
if [ -x "$program" ]; then
    for before in "$top"/samples/*.before.txt; do
        name=$(basename "$before" .before.txt)
        "$program" diff "$before" "${before%.before.txt}.after.txt" -o "corpus/package/$name.docx" || [ $? -eq 1 ]
    done
fi
# a byte each for the text (two), its format, the place (two) and the change
for format in 0 1 2 3 4; do
    for change in 0 1 2; do
        printf "\\001\\00$change\\00$format\\000\\170\\00${change}as amended, 5 to 6 per cent (see below)" >"corpus/sensitivity/$format$change"
    done
done
exit 0
