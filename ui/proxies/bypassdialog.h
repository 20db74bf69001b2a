// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/growingdialog.h"

class QPlainTextEdit;
class QPushButton;

namespace homeport {

class Banner;
class ProxiesService;
class Theme;

// The hosts that are reached directly, a line each.
class BypassDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    BypassDialog(ProxiesService &service, const Theme &theme, QWidget *parent = nullptr); // both outlive it

private:
    void save();

    ProxiesService &m_service;
    QPlainTextEdit *m_hosts;
    QPushButton *m_save;
    Banner *m_failure;
};

} // namespace homeport
