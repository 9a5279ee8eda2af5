//! The law that a finding rests on, as machine formats write it.

use serde::Serialize;

use catalint_core::rule::Lang;
use catalint_domain::law::Provision;

/// One provision. The numbers are texts: an article may be `56之一`.
#[derive(Serialize)]
pub(super) struct LawJson {
    act: String,
    article: Option<String>,
    paragraph: Option<String>,
    item: Option<String>,
    text: String,
}

/// Some provisions, each as people cite it in a language.
pub(super) fn law(provisions: &[Provision], lang: Lang) -> Vec<LawJson> {
    let number = |number: Option<u8>| number.map(|number| number.to_string());
    let json = |provision: &Provision| LawJson {
        act: provision.act.to_string(),
        article: provision.article_number(),
        paragraph: number(provision.paragraph),
        item: number(provision.item),
        text: match lang {
            Lang::Zh => provision.chinese(),
            Lang::En => provision.english(),
        },
    };
    provisions.iter().map(json).collect()
}
