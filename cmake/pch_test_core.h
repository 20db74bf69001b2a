// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What most tests include.
#pragma once
#include "pch_core.h"

// What QTest's headers include. They themselves can't be here: their macros hold each test's own folder.
#include <QBitArray>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMetaEnum>
#include <QMetaMethod>
#include <QPoint>
#include <QRect>
#include <QSize>
#include <QTemporaryDir>
#include <QUrl>
#include <QVariant>
