//! The names of States and of groups of States, as a bracket names them without saying what they want: `[…] [EU]`.

use super::attributions::authors;

/// Groups that negotiate as one, separated by `|`.
const GROUPS: &str = "AILAC|ALBA|AOSIS|AU|African Group|African Union|Africa Group|Arab Group|ASEAN|BASIC|CANZ|CARICOM|\
    EEG|EIG|EU|European Union|G77|GRULAC|Group of 77|Holy See|JUSCANZ|JUSSCANNZ|LAC|LDC|LDCs|LLDCs|LMDC|LMDCs|MERCOSUR|\
    NAM|OIC|PIF|PSIDS|SADC|SICA|SIDS|UK|Umbrella Group|US|USA|WEOG";

/// States under the short names by which delegations are called, separated by `|`.
const STATES: &str = "Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Australia|Austria|\
    Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|\
    Botswana|Brazil|Brunei Darussalam|Bulgaria|Burkina Faso|Burundi|Cabo Verde|Cambodia|Cameroon|Canada|\
    Central African Republic|Chad|Chile|China|Colombia|Comoros|Congo|Costa Rica|Côte d’Ivoire|Croatia|Cuba|Cyprus|Czechia|\
    Denmark|Djibouti|Dominica|Dominican Republic|DPRK|DRC|Ecuador|Egypt|El Salvador|Equatorial Guinea|Eritrea|Estonia|\
    Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Grenada|Guatemala|Guinea|\
    Guinea-Bissau|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|\
    Jordan|Kazakhstan|Kenya|Kiribati|Kuwait|Kyrgyzstan|Lao PDR|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|\
    Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Marshall Islands|Mauritania|Mauritius|Mexico|\
    Micronesia|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|\
    Nicaragua|Niger|Nigeria|North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru|\
    Philippines|Poland|Portugal|Qatar|Republic of Korea|ROK|Republic of Moldova|Romania|Russia|Russian Federation|Rwanda|\
    Saint Kitts and Nevis|Saint Lucia|Saint Vincent and the Grenadines|Samoa|San Marino|Sao Tome and Principe|\
    Saudi Arabia|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|\
    South Sudan|Spain|Sri Lanka|State of Palestine|Sudan|Suriname|Sweden|Switzerland|Syria|Tajikistan|Tanzania|Thailand|\
    Timor-Leste|Togo|Tonga|Trinidad and Tobago|Tunisia|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates|\
    United Kingdom|United States|Uruguay|Uzbekistan|Vanuatu|Venezuela|Viet Nam|Yemen|Zambia|Zimbabwe";

/// The parties in a list of nothing but names: `EU, Norway`. A name counts if it is that of a State or a group, or if it
/// is known from the text. Other names may be words of the text: `[Geneva]`.
pub fn party_names(text: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let is_listed = |name: &str| GROUPS.split('|').chain(STATES.split('|')).any(|listed| listed == name);
    let short = |name: &str| name.split_once(" (").map_or(name, |(short, _)| short).to_owned();
    let is_party = |name: &String| is_listed(&short(name)) || is_known(name);
    // “Trinidad and Tobago” is one name, not a list.
    if is_listed(text) && !text.contains(" 77") {
        return Some(vec![text.to_owned()]);
    }
    authors(text).filter(|names| names.iter().all(is_party))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_parties() {
        for (text, expected) in [
            ("EU", Some("EU")),
            ("EU, Norway and Japan", Some("EU|Norway|Japan")),
            ("G-77 and China", Some("G77")),
            ("Group of 77", Some("G77")),
            ("Iran (Islamic Republic of)", Some("Iran (Islamic Republic of)")),
            ("Trinidad and Tobago", Some("Trinidad and Tobago")),
            ("the United States", Some("United States")),
            ("Lakeland/US", Some("Lakeland|US")),
            ("Geneva", None),
            ("EU, Geneva", None),
            ("UNEP", None),
            ("Parties", None),
            ("eu", None),
            ("EU budget", None),
        ] {
            let names = party_names(text, |name| name == "Lakeland").map(|names| names.join("|"));
            assert_eq!(names.as_deref(), expected, "{text}");
        }
    }
}
