// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/proxyoptions.h"

#include <QCryptographicHash>

#include <openssl/crypto.h>

#include <algorithm>
#include <cstring>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Before 8.8 libcurl takes percent signs of proxy credentials apart, and once more for every new connection of one transfer.
bool takesPercentApart()
{
    static const bool old = curl_version_info(CURLVERSION_NOW)->version_num < 0x080800;
    return old;
}

QByteArray asCurlReadsIt(QByteArray text)
{
    return takesPercentApart() ? text.replace('%', "%25") : text;
}

QByteArray passwordOf(const Proxy &proxy)
{
    return proxy.password ? proxy.password->reveal([](QByteArrayView value) { return value.toByteArray(); }) : QByteArray();
}

// libcurl reads the host as the beginning of a URL: nothing in it may end it, and an empty one would mean no proxy.
bool isHost(const QByteArray &host)
{
    return !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::strchr(".-_:", c) != nullptr;
    }) && !host.contains('\0');
}

bool isUsable(const Proxy &proxy, const QByteArray &password)
{
    return isHost(proxy.host) && proxy.port != 0 && !proxy.user.contains('\0') && !password.contains('\0');
}

QString addressText(const Proxy &proxy)
{
    const QString host = QString::fromLatin1(proxy.host);
    return u"%1:%2"_s.arg(host.contains(u':') ? u"[%1]"_s.arg(host) : host).arg(proxy.port);
}

Error unavailable(const QString &sentence)
{
    return {Error::Code::Unavailable, sentence};
}

bool isTlsError(CURLcode code)
{
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ISSUER_ERROR:
        return true;
    default:
        return false;
    }
}

long info(CURL *easy, CURLINFO what)
{
    long value = 0;
    curl_easy_getinfo(easy, what, &value);
    return value;
}

Error refusedLogin(const Proxy &proxy)
{
    return unavailable((proxy.user.isEmpty() ? u"The proxy %1 wants a login: enter its login and password."_s
                                             : u"The proxy %1 refused its login or password: correct them."_s)
                           .arg(addressText(proxy)));
}

Error socksError(CURL *easy, const Proxy &proxy, const QString &what)
{
    const auto cannotReach = [&proxy](const QString &why) {
        return unavailable(
            u"The proxy %1 could not connect to the upstream (%2): try again later, or take another proxy."_s.arg(addressText(proxy), why));
    };
    switch (info(easy, CURLINFO_PROXY_ERROR)) {
    case CURLPX_USER_REJECTED:
    case CURLPX_NO_AUTH:
        return refusedLogin(proxy);
    case CURLPX_REPLY_CONNECTION_REFUSED:
        return cannotReach(u"connection refused"_s);
    case CURLPX_REPLY_HOST_UNREACHABLE:
        return cannotReach(u"host unreachable or unknown"_s);
    case CURLPX_REPLY_NETWORK_UNREACHABLE:
        return cannotReach(u"network unreachable"_s);
    case CURLPX_REPLY_TTL_EXPIRED:
        return cannotReach(u"no answer on the way"_s);
    case CURLPX_REPLY_NOT_ALLOWED:
        return cannotReach(u"not allowed by its rules"_s);
    case CURLPX_REPLY_GENERAL_SERVER_FAILURE:
        return cannotReach(u"it reports a failure"_s);
    default:
        return unavailable(
            u"The proxy %1 does not speak SOCKS5 as expected (%2): check its kind and port."_s.arg(addressText(proxy), what));
    }
}

Result<void> setLogin(CURL *easy, const Proxy &proxy, const QByteArray &password, SecretList *headers)
{
    if (proxy.user.isEmpty())
        return {};
    if (proxy.kind == Proxy::Kind::Socks5) {
        curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, asCurlReadsIt(proxy.user).constData());
        curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, asCurlReadsIt(password).constData());
        // A kept connection that turns out dead would be made anew within the transfer: never kept, never dead.
        const long once = takesPercentApart() && (proxy.user.contains('%') || password.contains('%'));
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, once);
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, once);
        return {};
    }
    // Made here, byte for byte, since libcurl would decode it first. It goes out with CONNECT only.
    const QByteArray line = "Proxy-Authorization: Basic " + QByteArray(proxy.user + ':' + password).toBase64();
    headers->reset(curl_slist_append(nullptr, line.constData()));
    if (!*headers || curl_easy_setopt(easy, CURLOPT_PROXYHEADER, headers->get()) != CURLE_OK)
        return Error{Error::Code::Internal, u"The proxy's login could not be set: try again."_s};
    return {};
}

} // namespace

void SecretListDeleter::operator()(curl_slist *list) const
{
    for (curl_slist *item = list; item; item = item->next)
        OPENSSL_cleanse(item->data, std::strlen(item->data));
    curl_slist_free_all(list);
}

void setProxyConstants(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); // else NO_PROXY would send what belongs to a proxy direct
    curl_easy_setopt(easy, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE)); // the upstream's credential is not the proxy's
    curl_easy_setopt(easy, CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(easy, CURLOPT_SOCKS5_AUTH, static_cast<long>(CURLAUTH_BASIC)); // no Kerberos ticket of the user's
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
}

Result<void> setProxy(CURL *easy, const std::optional<Proxy> &proxy, SecretList *headers)
{
    // Handles are used again: undo what the previous transfer may have set.
    curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, nullptr);
    curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, nullptr);
    curl_easy_setopt(easy, CURLOPT_PROXYHEADER, nullptr);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 0L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); // not the environment's proxy either
    if (!proxy)
        return {};
    const QByteArray password = passwordOf(*proxy);
    if (!isUsable(*proxy, password))
        return unavailable(u"The proxy's address or login is not valid: correct it."_s);
    const long type = proxy->kind == Proxy::Kind::Http    ? CURLPROXY_HTTP
                      : proxy->kind == Proxy::Kind::Https ? CURLPROXY_HTTPS
                                                          : CURLPROXY_SOCKS5_HOSTNAME;
    const QByteArray host = proxy->host.contains(':') ? QByteArray('[' + proxy->host + ']') : proxy->host;
    if (curl_easy_setopt(easy, CURLOPT_PROXY, host.constData()) != CURLE_OK || curl_easy_setopt(easy, CURLOPT_PROXYTYPE, type) != CURLE_OK)
        return unavailable(u"This build can't use a proxy of this kind: take another one."_s);
    curl_easy_setopt(easy, CURLOPT_PROXYPORT, static_cast<long>(proxy->port));
    curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, proxy->kind == Proxy::Kind::Socks5 ? 0L : 1L);
    return setLogin(easy, *proxy, password, headers);
}

QByteArray connectionPoolKey(const std::optional<Proxy> &proxy)
{
    if (!proxy)
        return {};
    QCryptographicHash login(QCryptographicHash::Sha256);
    login.addData(QByteArray(proxy->user.toBase64() + '\n' + passwordOf(*proxy)));
    return QByteArray::number(static_cast<int>(proxy->kind)) + ' ' + proxy->host + ' ' + QByteArray::number(proxy->port) + ' '
           + login.result();
}

bool tunnelStood(CURL *easy, CURLcode code, Proxy::Kind kind)
{
    if (code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_COULDNT_CONNECT || code == CURLE_PROXY)
        return false;
    // libcurl's only time limit here is the one for connecting. What SOCKS has no word for counts as the proxy's.
    if (kind == Proxy::Kind::Socks5)
        return code != CURLE_OPERATION_TIMEDOUT;
    const bool reused = info(easy, CURLINFO_NUM_CONNECTS) == 0 && code != CURLE_OPERATION_TIMEDOUT;
    return reused || info(easy, CURLINFO_HTTP_CONNECTCODE) / 100 == 2;
}

Error brokeOffError(const Proxy &proxy, const QString &what)
{
    return {Error::Code::Network, u"The connection through the proxy %1 broke off before the upstream answered (%2). The request may have "
                                  "arrived, so no other way was tried: check the proxy, then repeat it."_s.arg(addressText(proxy), what)};
}

Error proxyError(CURL *easy, CURLcode code, const Proxy &proxy, const QString &what)
{
    const QString address = addressText(proxy);
    const long answer = proxy.kind == Proxy::Kind::Socks5 ? 0 : info(easy, CURLINFO_HTTP_CONNECTCODE);
    if (answer == 407)
        return refusedLogin(proxy);
    if (answer != 0 && answer / 100 != 2)
        return unavailable(
            u"The proxy %1 refused to connect to the upstream (HTTP %2): try again later, or take another proxy."_s.arg(address).arg(
                answer));
    if (code == CURLE_COULDNT_RESOLVE_PROXY)
        return unavailable(u"The proxy's name %1 can't be resolved: check it, and the network."_s.arg(address));
    if (code == CURLE_COULDNT_CONNECT)
        return unavailable(u"The proxy %1 can't be reached: check that it runs, and its address."_s.arg(address));
    if (code == CURLE_OPERATION_TIMEDOUT)
        return unavailable(u"The proxy %1 made no connection in time: check that it works, or take another one."_s.arg(address));
    if (code == CURLE_PROXY)
        return socksError(easy, proxy, what);
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return unavailable(
            u"The proxy %1 shows a certificate that is not trusted (%2): check the address, or add its authority with --ca-file."_s.arg(
                address, what));
    if (isTlsError(code))
        return unavailable(u"TLS to the proxy %1 failed (%2): check that it is an HTTPS proxy, and its port."_s.arg(address, what));
    return unavailable(u"The proxy %1 broke off (%2): check its kind and port, or take another one."_s.arg(address, what));
}

} // namespace homeport
