//! Drafts that are written and translated, and what others may show of a campaign, with the same five kinds of data.

use askama::Template;

use super::specimens::{ARABIC_TITLE, QR, Temper, handle, page};
use super::specimens_desk::{desk, files};
use crate::domain::difference::Piece;
use crate::domain::translation::TranslationState;
use crate::web::views::desk::drafts::{DraftFormPage, TranslatePage};
use crate::web::views::desk::statement_form::TextBlock;
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::sharing::SharePage;

/// The form of a draft; as it is shown when somebody else has changed it meanwhile, if wanted.
fn draft_form(temper: Temper, is_overtaken: bool) -> DraftFormPage {
    let block = |number: usize, title: String, state: TranslationState| {
        let mut block = TextBlock::empty(number);
        block.language.value = temper.language().tag;
        block.title.value = title;
        (block.state, block.is_still_right) = (state, is_overtaken && number > 1);
        block.text.value = temper.line("The dam above our valley holds back the water.");
        block
    };
    let words = temper.line("the dam");
    DraftFormPage {
        page: page(temper),
        desk: desk(temper),
        action: "/desk/drafts/1/edit".to_owned(),
        revision: 3,
        purpose: "New statement",
        has_words: true,
        must_say: is_overtaken,
        may_choose: true,
        campaigns: vec![("clean-river".to_owned(), true); temper.many(1)],
        campaign_speaks: is_overtaken,
        languages: vec![Language::of("en"), Language::of("ar")],
        blocks: vec![
            block(1, temper.line("Water is a right"), TranslationState::Reviewed),
            block(2, ARABIC_TITLE.to_owned(), TranslationState::Machine),
        ],
        is_change: is_overtaken,
        is_correction: is_overtaken,
        warning: Field::new("warning", &temper.line("Floods")),
        files: files(temper, is_overtaken),
        said: Field::new("said", &temper.line("It was thirty villages, not three.")),
        note: Field::new("note", &temper.line("Please read")),
        wish: Field::new("wish", "2026-12-05 14:00").with_error("Write a day and a time."),
        general: is_overtaken.then(|| "Somebody else has changed it.".to_owned()),
        other: if is_overtaken {
            vec![Piece::Same(words.clone()), Piece::Removed(words.clone()), Piece::Added(words)]
        } else {
            Vec::new()
        },
    }
}

fn translate(temper: Temper) -> TranslatePage {
    TranslatePage {
        page: page(temper),
        desk: desk(temper),
        action: "/desk/drafts/1/translate/ar".to_owned(),
        draft_path: "/desk/drafts/1".to_owned(),
        revision: 3,
        from: temper.language(),
        from_title: temper.line("Water is a right"),
        from_text: vec![temper.line("The dam above our valley holds back the water."); temper.many(3)],
        to: Language::of(if temper == Temper::Arabic { "en" } else { "ar" }),
        title: Field::new("title", ARABIC_TITLE),
        text: Field::new("text", &temper.line("")),
        state: "draft",
        general: temper.option(temper.line("Somebody else has changed it.")),
    }
}

fn share(temper: Temper) -> SharePage {
    SharePage {
        page: page(temper),
        name: temper.name("Clean River", "نهر نظيف"),
        language: temper.language(),
        address: "https://rivers.example/@clean-river".to_owned(),
        qr_svg: temper.option(QR.to_owned()),
        handle: handle(temper),
        origin: "https://rivers.example".to_owned(),
        path: "/@clean-river".to_owned(),
    }
}

/// Every one of these pages by name.
pub fn draft_pages(temper: Temper) -> Vec<(String, String)> {
    let pages = [
        ("desk_draft_form", draft_form(temper, false).render()),
        ("desk_draft_form_overtaken", draft_form(temper, true).render()),
        ("desk_draft_translate", translate(temper).render()),
        ("share", share(temper).render()),
    ];
    pages.into_iter().map(|(name, page)| (name.to_owned(), page.expect("every page renders"))).collect()
}
