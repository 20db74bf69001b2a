// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/upkeepservice.h"
#include "ui/widgets/growingdialog.h"

namespace homeport {

// What another price list would change. Accepted: it is to be used.
class PricesDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    explicit PricesDialog(const PricePreview &preview, QWidget *parent = nullptr);
};

// "$3 in, $15 out" for a million tokens, of the period that holds last; an en dash where there is none.
[[nodiscard]] QString priceText(const QList<PricePeriod> &periods);

} // namespace homeport
