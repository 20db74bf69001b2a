# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
