// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/firstrun/firstrunstep.h"
#include "ui/services/services.h"

namespace homeport {

class SetupTools;
class TestRequest;
class Theme;

// The tools of this computer, and a test request at the end.
class ToolStep final : public FirstRunStep
{
    Q_OBJECT

public:
    ToolStep(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it

    void enter() override;
    void leave() override;
    [[nodiscard]] QWidget *first() override;
    [[nodiscard]] QString held() override;

private:
    SetupTools *m_tools = nullptr; // without Services::tools
    TestRequest *m_test;
};

} // namespace homeport
