// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colors.h"

namespace homeport {

Colors Colors::light()
{
    Colors c;
    c.window = 0xf4f6f9;
    c.sidebar = 0xe9edf2;
    c.surface = 0xffffff;
    c.raised = 0xf0f3f7;
    c.border = 0xd9dfe7;
    c.outline = 0x838e9d;
    c.text = 0x171c24;
    c.muted = 0x525d6c;
    c.disabled = 0x8b95a3;
    c.accent = 0x1a5cc0;
    c.accentFill = 0x1f66d1;
    c.onAccent = 0xffffff;
    c.selection = 0xd9e7fc;
    c.good = 0x00694d;
    c.warning = 0x8a4b00;
    c.bad = 0xb3261e;
    c.goodSoft = 0xe2f4ed;
    c.warningSoft = 0xfdf0dc;
    c.badSoft = 0xfdeae7;
    c.infoSoft = 0xe6effc;
    c.parts = {0x0067a8, 0xd07a00, 0x00805c, 0xc766a2, 0x3798cf, 0x8f3200};
    c.otherParts = 0x58626f;
    c.line = c.text;
    c.heat = {0xeef1f5, 0xc5dcef, 0x8bbbe0, 0x3f88bf, 0x084f86};
    return c;
}

Colors Colors::night()
{
    Colors c;
    c.dark = true;
    c.window = 0x14181e;
    c.sidebar = 0x0f1318;
    c.surface = 0x1c2128;
    c.raised = 0x262d36;
    c.border = 0x323b46;
    c.outline = 0x727f8f;
    c.text = 0xe9edf2;
    c.muted = 0xa4afbd;
    c.disabled = 0x6f7b8a;
    c.accent = 0x86b6ff;
    c.accentFill = 0x2a6bd4;
    c.onAccent = 0xffffff;
    c.selection = 0x233f66;
    c.good = 0x58cfa4;
    c.warning = 0xf0b45c;
    c.bad = 0xff8f80;
    c.goodSoft = 0x15332a;
    c.warningSoft = 0x38290f;
    c.badSoft = 0x3c1f1c;
    c.infoSoft = 0x182c48;
    c.parts = {0x3f8fd6, 0xe69f00, 0x14b387, 0xdd8cba, 0x9bd6f7, 0xd4552b};
    c.otherParts = 0x6a7684;
    c.line = c.text;
    c.heat = {0x2a323c, 0x1f4a6e, 0x2f74a8, 0x5aa6da, 0xb5e0fb};
    return c;
}

QColor Colors::tone(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return muted;
    case Tone::Good:
        return good;
    case Tone::Info:
        return accent;
    case Tone::Warning:
        return warning;
    case Tone::Bad:
        return bad;
    }
    return text;
}

QColor Colors::soft(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return raised;
    case Tone::Good:
        return goodSoft;
    case Tone::Info:
        return infoSoft;
    case Tone::Warning:
        return warningSoft;
    case Tone::Bad:
        return badSoft;
    }
    return surface;
}

} // namespace homeport
