<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>AccountText</name>
    <message>
        <source>Active</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>正在刷新</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>Proxy down</source>
        <translation>代理故障</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>已封禁</translation>
    </message>
    <message>
        <source>Needs sign-in</source>
        <translation>需要登录</translation>
    </message>
    <message>
        <source>API key %1</source>
        <translation>API 密钥 %1</translation>
    </message>
    <message>
        <source>Each tool&apos;s own login</source>
        <translation>各工具自己的登录</translation>
    </message>
    <message>
        <source>Service account %1</source>
        <translation>服务账户 %1</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>Signed in: %1</source>
        <translation>已登录：%1</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>A name has at most 100 characters.</source>
        <translation>名称最多 100 个字符。</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>已有同名的账户。</translation>
    </message>
    <message>
        <source>Paste the key here.</source>
        <translation>请在此粘贴密钥。</translation>
    </message>
    <message>
        <source>A key has no blanks or line breaks. Was more than the key copied?</source>
        <translation>密钥中不含空格或换行。是不是多复制了内容？</translation>
    </message>
    <message>
        <source>This provider needs an address, such as https://llm.example.com.</source>
        <translation>此提供商需要一个地址，例如 https://llm.example.com。</translation>
    </message>
    <message>
        <source>That is not a complete address. It begins with https:// or http://.</source>
        <translation>地址不完整。它应以 https:// 或 http:// 开头。</translation>
    </message>
    <message>
        <source>None: the provider asks for no key</source>
        <translation>无：提供商不要求密钥</translation>
    </message>
</context>
<context>
    <name>AdviceText</name>
    <message>
        <source>Blocked by its provider</source>
        <translation>已被提供商封禁</translation>
    </message>
    <message>
        <source>The provider has switched this account off. Settle it with the provider; the account works again as soon as a test or a request is answered.</source>
        <translation>提供商停用了此账户。请与提供商解决此事；只要有一次测试或请求得到应答，账户就会恢复可用。</translation>
    </message>
    <message>
        <source>Needs a new sign-in</source>
        <translation>需要重新登录</translation>
    </message>
    <message>
        <source>The provider does not accept its credential any more. Sign in again: name and history stay.</source>
        <translation>提供商不再接受它的凭据。请重新登录：名称和历史记录会保留。</translation>
    </message>
    <message>
        <source>The service account&apos;s key is not accepted</source>
        <translation>服务账户的密钥未被接受</translation>
    </message>
    <message>
        <source>Make a new key for it in the provider&apos;s console and enter it here: name and history stay.</source>
        <translation>请在提供商的控制台中为它新建密钥并在此输入：名称和历史记录会保留。</translation>
    </message>
    <message>
        <source>The key is not accepted</source>
        <translation>密钥未被接受</translation>
    </message>
    <message>
        <source>Make a new key at the provider and enter it here: name and history stay.</source>
        <translation>请在提供商处新建密钥并在此输入：名称和历史记录会保留。</translation>
    </message>
    <message>
        <source>Make a new key at the provider and add it as a new account, then remove this one.</source>
        <translation>请在提供商处新建密钥并添加为新账户，然后移除此账户。</translation>
    </message>
    <message>
        <source>Its stored credential does not open</source>
        <translation>无法解开其保存的凭据</translation>
    </message>
    <message>
        <source>What is stored for it was damaged or exchanged outside Homeport.</source>
        <translation>为它保存的内容已损坏，或在 Homeport 之外被替换过。</translation>
    </message>
    <message>
        <source>Name and history stay; nothing was deleted.</source>
        <translation>名称和历史记录会保留；没有删除任何内容。</translation>
    </message>
    <message>
        <source>Its provider is unknown</source>
        <translation>不认识它的提供商</translation>
    </message>
    <message>
        <source>Put its provider file back and start Homeport again; nothing was deleted.</source>
        <translation>请放回它的提供商文件并重新启动 Homeport；没有删除任何内容。</translation>
    </message>
    <message>
        <source>Enter its key again.</source>
        <translation>请重新输入它的密钥。</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>请重新登录。</translation>
    </message>
    <message>
        <source>Parked until %1</source>
        <translation>冷却至 %1</translation>
    </message>
    <message>
        <source>The provider wants no requests before then. It comes back by itself; un-park it only to try sooner.</source>
        <translation>提供商在此之前不希望收到请求。账户会自行恢复；只有想提前尝试时才需结束冷却。</translation>
    </message>
    <message>
        <source>The present token serves until %1.</source>
        <translation>当前令牌可用至 %1。</translation>
    </message>
    <message>
        <source>The token ran out at %1.</source>
        <translation>令牌已于 %1 过期。</translation>
    </message>
    <message>
        <source>The next attempt is at %1.</source>
        <translation>下次尝试时间：%1。</translation>
    </message>
    <message>
        <source>Try it yourself.</source>
        <translation>请自行尝试。</translation>
    </message>
    <message>
        <source>The last refresh failed</source>
        <translation>上次刷新失败</translation>
    </message>
    <message>
        <source>A refresh was interrupted</source>
        <translation>一次刷新被中断</translation>
    </message>
    <message>
        <source>Homeport ended in the middle of it. The present token serves until %1; if the refresh fails then, sign in again.</source>
        <translation>Homeport 在刷新途中退出。当前令牌可用至 %1；若届时刷新失败，请重新登录。</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>由您暂停</translation>
    </message>
    <message>
        <source>No tool uses it until you resume it.</source>
        <translation>在您恢复之前，任何工具都不会使用它。</translation>
    </message>
    <message>
        <source>Its proxy does not work</source>
        <translation>它的代理无法工作</translation>
    </message>
    <message>
        <source>Nothing is sent, because traffic never goes round a proxy. Mend the proxy, then test the account.</source>
        <translation>不会发送任何内容，因为流量绝不绕过代理。请修复代理，然后测试账户。</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>正在刷新</translation>
    </message>
    <message>
        <source>A new access token is on its way.</source>
        <translation>正在获取新的访问令牌。</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>重新登录…</translation>
    </message>
    <message>
        <source>Enter new key…</source>
        <translation>输入新密钥…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>立即刷新</translation>
    </message>
    <message>
        <source>Un-park now</source>
        <translation>立即结束冷却</translation>
    </message>
    <message>
        <source>Token valid until %1</source>
        <translation>令牌有效至 %1</translation>
    </message>
    <message>
        <source>Token ran out at %1</source>
        <translation>令牌已于 %1 过期</translation>
    </message>
    <message>
        <source>%1, next refresh %2</source>
        <translation>%1，下次刷新 %2</translation>
    </message>
    <message>
        <source>%1, next attempt %2</source>
        <translation>%1，下次尝试 %2</translation>
    </message>
    <message>
        <source>No complaint</source>
        <translation>无异常</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>已封禁</translation>
    </message>
    <message>
        <source>Credential refused</source>
        <translation>凭据被拒绝</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <extracomment>%1: what the provider said, %2: since when</extracomment>
        <translation>%1，自 %2 起</translation>
    </message>
</context>
<context>
    <name>AlreadyRunning</name>
    <message>
        <source>The running Homeport has no window: quit it and start Homeport again, or use homeportctl.</source>
        <translation>正在运行的 Homeport 没有窗口：请退出它并重新启动 Homeport，或使用 homeportctl。</translation>
    </message>
    <message>
        <source>The running Homeport does not answer: wait until it has ended, then start Homeport again.</source>
        <translation>正在运行的 Homeport 没有响应：请等它结束，然后重新启动 Homeport。</translation>
    </message>
    <message>
        <source>Homeport is already running</source>
        <translation>Homeport 已在运行</translation>
    </message>
</context>
<context>
    <name>AxisText</name>
    <message>
        <source>%1 T</source>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>$%1</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message>
        <source>%1 is a link: %2 changes, the link stays.</source>
        <translation>%1 是链接：更改的是 %2，链接保留。</translation>
    </message>
    <message>
        <source>%1 is new.</source>
        <translation>%1 是新文件。</translation>
    </message>
    <message>
        <source>%1 is removed: Homeport made it, and nothing else is in it.</source>
        <translation>%1 会被移除：它由 Homeport 创建，其中没有其他内容。</translation>
    </message>
    <message>
        <source>The key goes into %1. Others could read that file; now only you can.</source>
        <translation>密钥会写入 %1。此前其他人可以读取该文件；现在只有您可以。</translation>
    </message>
    <message>
        <source>The key goes into %1, which only you can read.</source>
        <translation>密钥会写入 %1，只有您可以读取该文件。</translation>
    </message>
    <message>
        <source>No file changes: nothing that Homeport wrote is left in them. %1 is no longer listed as set up.</source>
        <translation>没有文件更改：其中没有 Homeport 写入的内容。%1 不再列为已配置。</translation>
    </message>
    <message>
        <source>This gives %1 back what it had before Homeport. Nothing else changes.</source>
        <translation>这会将 %1 还原为使用 Homeport 之前的内容。其他内容不变。</translation>
    </message>
    <message>
        <source>This points %1 at %2. Nothing else in its files changes.</source>
        <translation>这会让 %1 使用 %2。其文件中的其他内容不变。</translation>
    </message>
    <message>
        <source>No line changes. %1 only gets a new key.</source>
        <translation>没有任何行更改。%1 只会得到一个新密钥。</translation>
    </message>
    <message>
        <source>%1 is set up already: nothing changes.</source>
        <translation>%1 已配置：没有任何更改。</translation>
    </message>
    <message>
        <source>What is there now is kept in %1, as %2.</source>
        <translation>现有内容保存在 %1 中，文件名为 %2。</translation>
    </message>
    <message>
        <source>Its local key “%1” is revoked.</source>
        <translation>它的本地密钥“%1”会被吊销。</translation>
    </message>
    <message>
        <source>A local key is made for it, named “%1”.</source>
        <translation>会为它生成一个本地密钥，名为“%1”。</translation>
    </message>
    <message>
        <source>It keeps its local key “%1”.</source>
        <translation>它保留其本地密钥“%1”。</translation>
    </message>
    <message>
        <source>Somebody else has changed %1. It is set again; “Restore” will bring their value back.</source>
        <translation>他人更改过 %1。它会被重新设置；“还原”会恢复对方的值。</translation>
    </message>
    <message>
        <source>Somebody else has changed %1, or what it has to fit with. It stays as it is.</source>
        <translation>他人更改过 %1，或与它必须相符的内容。它保持不变。</translation>
    </message>
    <message>
        <source>%1 gets the permissions back that it had before Homeport: others can read it again.</source>
        <translation>%1 会恢复使用 Homeport 之前的权限：其他人又可以读取它。</translation>
    </message>
</context>
<context>
    <name>ContentsText</name>
    <message>
        <source>%L1 KiB</source>
        <translation>%L1 KiB</translation>
    </message>
    <message>
        <source>No body</source>
        <translation>无正文</translation>
    </message>
    <message>
        <source>Body: %1 of binary data, not shown</source>
        <translation>正文：%1 二进制数据，不予显示</translation>
    </message>
    <message>
        <source>Body: %1 of binary data (%2), not shown</source>
        <extracomment>%1: a size, %2: how it is packed, such as gzip</extracomment>
        <translation>正文：%1 二进制数据（%2），不予显示</translation>
    </message>
    <message>
        <source>Body: first %1 of %2</source>
        <translation>正文：前 %1，共 %2</translation>
    </message>
    <message>
        <source>Body: %1</source>
        <translation>正文：%1</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>It was cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Something in it is not valid.</source>
        <translation>其中有内容无效。</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>它已经不存在了。</translation>
    </message>
    <message>
        <source>It is taken already.</source>
        <translation>它已被占用。</translation>
    </message>
    <message>
        <source>It was refused.</source>
        <translation>已被拒绝。</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it on the Overview page first.</source>
        <translation>保险库已锁定。请先在“概览”页解锁。</translation>
    </message>
    <message>
        <source>Too many requests for now. Try again in a moment.</source>
        <translation>目前请求过多。请稍后再试。</translation>
    </message>
    <message>
        <source>The service is not available at the moment. Try again later.</source>
        <translation>服务暂时不可用。请稍后再试。</translation>
    </message>
    <message>
        <source>It took too long and was given up.</source>
        <translation>耗时过长，已放弃。</translation>
    </message>
    <message>
        <source>The network connection failed. Check that you are online.</source>
        <translation>网络连接失败。请检查您是否在线。</translation>
    </message>
    <message>
        <source>It could not be saved. Check that the disk has space and can be written to.</source>
        <translation>无法保存。请检查磁盘是否有空间且可写入。</translation>
    </message>
    <message>
        <source>The keychain of this computer could not be used.</source>
        <translation>无法使用此计算机的密钥环。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>出现意外错误。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what failed; %2: technical details, in English</extracomment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>FirstRunText</name>
    <message>
        <source>How tools reach Homeport</source>
        <translation>工具如何访问 Homeport</translation>
    </message>
    <message>
        <source>Your first account</source>
        <translation>您的第一个账户</translation>
    </message>
    <message>
        <source>Protect the vault</source>
        <translation>保护保险库</translation>
    </message>
    <message>
        <source>Set up your tools</source>
        <translation>配置您的工具</translation>
    </message>
    <message>
        <source>Set-up, step %1 of %2</source>
        <translation>初始配置，第 %1 步（共 %2 步）</translation>
    </message>
    <message>
        <source>Another program listens there already. Close it and try again, or give Homeport another port.</source>
        <translation>已有另一个程序在那里侦听。请关闭它后重试，或为 Homeport 换一个端口。</translation>
    </message>
    <message>
        <source>Credentials stay on this computer, encrypted. Tools get a local key, which is worth nothing elsewhere.</source>
        <translation>凭据加密保存在此计算机上。工具只得到本地密钥，它在别处毫无用处。</translation>
    </message>
    <message>
        <source>Other computers can&apos;t reach the address, and neither can web pages.</source>
        <translation>其他计算机无法访问此地址，网页也不能。</translation>
    </message>
    <message>
        <source>Requests go straight to the provider, or through a proxy of yours. No server of ours is in between.</source>
        <translation>请求直接发往提供商，或经过您自己的代理。中间没有我们的服务器。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: an account, %2: its provider
----------
%1: &quot;Work · Anthropic&quot;, %2: &quot;Paused&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>This is the demo: nothing is kept</source>
        <translation>这是演示：什么都不会保留</translation>
    </message>
    <message>
        <source>What you add here is gone when it ends, so there is nothing to protect.</source>
        <translation>您在此添加的一切会随演示结束而消失，因此没有什么需要保护。</translation>
    </message>
    <message>
        <source>The vault&apos;s key lies in the keychain of this computer</source>
        <translation>保险库的密钥位于此计算机的密钥环中</translation>
    </message>
    <message>
        <source>Credentials are encrypted under it. A copy of Homeport&apos;s files alone opens nothing.</source>
        <translation>凭据用它加密。仅有 Homeport 文件的副本什么也打不开。</translation>
    </message>
    <message>
        <source>The vault&apos;s key is made from your passphrase</source>
        <translation>保险库的密钥由您的口令生成</translation>
    </message>
    <message>
        <source>Homeport asks for it at each start. Nobody can tell you what it was.</source>
        <translation>Homeport 每次启动时都会询问它。没有人能告诉您它是什么。</translation>
    </message>
    <message>
        <source>The vault&apos;s key lies in a file of yours</source>
        <translation>保险库的密钥位于您的一个文件中</translation>
    </message>
    <message>
        <source>Only you can read it. Whoever copies it together with Homeport&apos;s files can open them.</source>
        <translation>只有您能读取它。谁若把它连同 Homeport 的文件一起复制，就能打开那些文件。</translation>
    </message>
    <message>
        <source>It must be told a model: choose one with “Configure…”.</source>
        <translation>需要指定模型：请用“配置…”选择一个。</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>已更改：%1</translation>
    </message>
    <message>
        <source>Changes %1</source>
        <translation>更改 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools are set up.</source>
        <translation>
            <numerusform>已配置 %Ln 个工具。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools were not set up: see above.</source>
        <translation>
            <numerusform>有 %Ln 个工具未配置：请看上方。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>two sentences: &quot;2 tools are set up.&quot; and &quot;1 tool was not set up: see above.&quot;</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>No answer for %1</source>
        <translation>%1 没有得到应答</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>状态 %1</translation>
    </message>
    <message>
        <source>%1 was refused</source>
        <translation>%1 被拒绝</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%Ln 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>Homeport answers, but %1 asks elsewhere</source>
        <translation>Homeport 有应答，但 %1 请求的是别处</translation>
    </message>
    <message>
        <source>It asks at %1, but Homeport listens at %2. Configure it again.</source>
        <translation>它请求的是 %1，但 Homeport 侦听的是 %2。请重新配置。</translation>
    </message>
    <message>
        <source>Homeport answers %1, but has no model for it</source>
        <translation>Homeport 应答了 %1，但没有可供它使用的模型</translation>
    </message>
    <message>
        <source>None of your accounts serves what this tool speaks.</source>
        <translation>您的账户都不支持此工具使用的协议。</translation>
    </message>
    <message>
        <source>There is no account yet: go back to step 2 and add one.</source>
        <translation>还没有账户：请回到第 2 步添加一个。</translation>
    </message>
    <message>
        <source>%1 works with Homeport</source>
        <translation>%1 可与 Homeport 配合使用</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: a date, %2: time</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1: short name of a day, %2: time</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1B</source>
        <translation>%1B</translation>
    </message>
    <message>
        <source>%1M</source>
        <translation>%1M</translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1k</translation>
    </message>
    <message>
        <source>&lt; $%1</source>
        <translation>&lt; $%1</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>$%1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>between the parts of a list</extracomment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>KeyText</name>
    <message>
        <source>%1 and %L2 more</source>
        <translation>%1 等，另有 %L2 个</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>limit: last 24 hours</source>
        <translation>限额：最近 24 小时</translation>
    </message>
    <message>
        <source>%1 set aside</source>
        <translation>已预留 %1</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 / %L2</translation>
    </message>
    <message>
        <source>%L1 of %L2 waiting</source>
        <translation>%L1 / %L2 等待中</translation>
    </message>
    <message>
        <source>a removed account</source>
        <translation>已移除的账户</translation>
    </message>
    <message>
        <source>a removed group</source>
        <translation>已移除的组</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>Limits unreadable</source>
        <translation>限额无法读取</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Expires in %1</source>
        <translation>%1后过期</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Signed in %1</source>
        <translation>登录于 %1</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>first used %1</source>
        <translation>首次使用于 %1</translation>
    </message>
    <message>
        <source>revoked %1</source>
        <translation>吊销于 %1</translation>
    </message>
    <message>
        <source>expires %1</source>
        <translation>过期时间 %1</translation>
    </message>
    <message numerus="yes">
        <source>expires %Ln days after its first use</source>
        <translation>
            <numerusform>首次使用后 %Ln 天过期</numerusform>
        </translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>组 %1</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>账户 %1</translation>
    </message>
    <message>
        <source>accounts %1</source>
        <translation>账户 %1</translation>
    </message>
    <message>
        <source>models %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>May use every account and model</source>
        <translation>可使用所有账户和模型</translation>
    </message>
    <message>
        <source>May use only %1</source>
        <translation>只可使用 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests a minute</source>
        <translation>
            <numerusform>每分钟 %Ln 个请求</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests an hour</source>
        <translation>
            <numerusform>每小时 %Ln 个请求</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tokens a minute</source>
        <translation>每分钟 %1 Token</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>最多%1</translation>
    </message>
    <message numerus="yes">
        <source>Contents are kept for %Ln days</source>
        <translation>
            <numerusform>内容保留 %Ln 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests are kept: %1 on disk, the oldest from %2.</source>
        <extracomment>%1: size of a file, %2: date and time</extracomment>
        <translation>
            <numerusform>已保留 %Ln 个请求的内容：占用磁盘 %1，最早的来自 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing used today</source>
        <translation>今天未使用</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln 个请求</numerusform>
        </translation>
    </message>
    <message>
        <source>Today: %1, %2 tokens, %3. In all: %4.</source>
        <extracomment>%1: requests, %2: tokens, %3 and %4: money</extracomment>
        <translation>今天：%1，%2 Token，%3。总计：%4。</translation>
    </message>
    <message>
        <source>%L1 running, %L2 waiting</source>
        <translation>%L1 个运行中，%L2 个等待中</translation>
    </message>
    <message>
        <source>%L1 running</source>
        <translation>%L1 个运行中</translation>
    </message>
    <message>
        <source>Requests today</source>
        <translation>今天的请求</translation>
    </message>
    <message>
        <source>Tokens today</source>
        <translation>今天的 Token</translation>
    </message>
    <message>
        <source>Money today</source>
        <translation>今天的金额</translation>
    </message>
    <message>
        <source>Money this week</source>
        <translation>本周的金额</translation>
    </message>
    <message>
        <source>Money this month</source>
        <translation>本月的金额</translation>
    </message>
    <message>
        <source>Money in all</source>
        <translation>总金额</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>LimitsCards</name>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Of what tools send. What is beyond them gets one clear answer.</source>
        <translation>针对工具发送的内容。超出限额的会得到一个明确的应答。</translation>
    </message>
    <message>
        <source>Connections at once</source>
        <translation>并发连接数</translation>
    </message>
    <message>
        <source>Head of a request, KiB</source>
        <translation>请求头部，KiB</translation>
    </message>
    <message>
        <source>Body of a request, MiB</source>
        <translation>请求正文，MiB</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>In seconds. They hold for requests that begin from then on.</source>
        <translation>单位为秒。对此后开始的请求生效。</translation>
    </message>
    <message>
        <source>Head of a request</source>
        <translation>请求头部</translation>
    </message>
    <message>
        <source>Pause within a body</source>
        <translation>正文传送中的停顿</translation>
    </message>
    <message>
        <source>Connection without a request</source>
        <translation>无请求的连接</translation>
    </message>
    <message>
        <source>Reaching a provider</source>
        <translation>连接到提供商</translation>
    </message>
    <message>
        <source>Until an answer begins</source>
        <translation>直到应答开始</translation>
    </message>
    <message>
        <source>Pause within an answer</source>
        <translation>应答传送中的停顿</translation>
    </message>
</context>
<context>
    <name>NoticeText</name>
    <message>
        <source>“%1” needs a new sign-in</source>
        <translation>“%1”需要重新登录</translation>
    </message>
    <message>
        <source>“%1” needs another key</source>
        <translation>“%1”需要更换密钥</translation>
    </message>
    <message>
        <source>Until you sign in again, nothing goes through it.</source>
        <translation>在您重新登录之前，不会通过它发送任何内容。</translation>
    </message>
    <message>
        <source>Its provider no longer takes the key. Until it has another one, nothing goes through it.</source>
        <translation>提供商不再接受该密钥。更换密钥之前，不会通过它发送任何内容。</translation>
    </message>
    <message>
        <source>%1: %2 used, resets %3.</source>
        <extracomment>%1: name of a quota window such as &quot;5 hours&quot;, %2: a percentage, %3: a time, perhaps with the day</extracomment>
        <translation>%1：已用 %2，%3 重置。</translation>
    </message>
    <message>
        <source>%1: %2 used.</source>
        <translation>%1：已用 %2。</translation>
    </message>
    <message>
        <source>Quota of “%1” is nearly used</source>
        <translation>“%1”的配额即将用完</translation>
    </message>
    <message>
        <source>Quota of “%1” is used up</source>
        <translation>“%1”的配额已用完</translation>
    </message>
    <message>
        <source>%1 of today&apos;s %2 are spent.</source>
        <translation>今天的 %2 已用 %1。</translation>
    </message>
    <message>
        <source>%1 of this week&apos;s %2 are spent.</source>
        <translation>本周的 %2 已用 %1。</translation>
    </message>
    <message>
        <source>%1 of this month&apos;s %2 are spent.</source>
        <translation>本月的 %2 已用 %1。</translation>
    </message>
    <message>
        <source>%1 of its %2 are spent.</source>
        <translation>总额 %2 已用 %1。</translation>
    </message>
    <message>
        <source>Budget of the key “%1” is nearly spent</source>
        <translation>密钥“%1”的预算即将用完</translation>
    </message>
    <message>
        <source>Budget of the key “%1” is spent</source>
        <translation>密钥“%1”的预算已用完</translation>
    </message>
    <message>
        <source>%1 Requests with it are refused.</source>
        <translation>%1使用此密钥的请求会被拒绝。</translation>
    </message>
    <message>
        <source>The proxy “%1” is down</source>
        <translation>代理“%1”出现故障</translation>
    </message>
    <message>
        <source>Accounts that have no other way wait until it is back. Nothing goes direct.</source>
        <translation>没有其他途径的账户会等待它恢复。绝不会改为直连。</translation>
    </message>
    <message>
        <source>and %L1 more</source>
        <translation>另有 %L1 项</translation>
    </message>
    <message>
        <source>Homeport: %L1 things to look at</source>
        <translation>Homeport：有 %L1 件事需要查看</translation>
    </message>
</context>
<context>
    <name>OverviewText</name>
    <message>
        <source>Port %1 is taken</source>
        <translation>端口 %1 已被占用</translation>
    </message>
    <message>
        <source>Another program listens there already. Close it and try again, or start Homeport with --port and another number.</source>
        <translation>另一个程序已在此端口侦听。请关闭它后重试，或用 --port 和其他端口号启动 Homeport。</translation>
    </message>
    <message>
        <source>The relay could not start</source>
        <translation>中继无法启动</translation>
    </message>
    <message>
        <source>Access to the keychain was declined. Try again and allow it.</source>
        <translation>对密钥环的访问被拒绝。请重试并允许访问。</translation>
    </message>
    <message>
        <source>That passphrase does not fit. Nothing was changed.</source>
        <translation>口令不正确。没有做任何更改。</translation>
    </message>
    <message>
        <source>The keychain of this computer can&apos;t be used (%1). Unlock it and try again. On a computer without one, start Homeport with --vault passphrase.</source>
        <translation>无法使用此计算机的密钥环（%1）。请解锁后重试。在没有密钥环的计算机上，请用 --vault passphrase 启动 Homeport。</translation>
    </message>
    <message>
        <source>Enter the passphrase you chose for it.</source>
        <translation>请输入您为它设置的口令。</translation>
    </message>
    <message>
        <source>Your accounts stay sealed until it is unlocked.</source>
        <translation>在解锁之前，您的账户保持封存。</translation>
    </message>
    <message>
        <source>Listening on 127.0.0.1:%1, locked</source>
        <translation>正在侦听 127.0.0.1:%1，已锁定</translation>
    </message>
    <message>
        <source>Requests are refused until the vault is unlocked.</source>
        <translation>在保险库解锁之前，请求会被拒绝。</translation>
    </message>
    <message>
        <source>Listening on 127.0.0.1:%1</source>
        <translation>正在侦听 127.0.0.1:%1</translation>
    </message>
    <message>
        <source>Only programs on this computer can reach it, and only with a local key.</source>
        <translation>只有此计算机上的程序能访问它，并且必须持有本地密钥。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Finishing what still runs…</source>
        <translation>正在完成仍在运行的请求…</translation>
    </message>
    <message>
        <source>New requests are refused.</source>
        <translation>新请求会被拒绝。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Tools can&apos;t reach it.</source>
        <translation>工具无法访问它。</translation>
    </message>
    <message>
        <source>Unlocking the vault…</source>
        <translation>正在解锁保险库…</translation>
    </message>
    <message>
        <source>Your system may ask for permission.</source>
        <translation>您的系统可能会请求许可。</translation>
    </message>
    <message>
        <source>The vault is locked</source>
        <translation>保险库已锁定</translation>
    </message>
</context>
<context>
    <name>ProfileProblems</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n more: see homeportctl status.</source>
        <translation>
            <numerusform>还有 %n 个：参见 homeportctl status。</numerusform>
        </translation>
    </message>
    <message>
        <source>A provider file was left out</source>
        <translation>有一个提供商文件未被采用</translation>
    </message>
</context>
<context>
    <name>ProviderNotes</name>
    <message>
        <source>Anthropic reserves the sign-in with a Claude plan for its own applications, so Homeport ships without a client id for it. If Anthropic has given you one, enter it here. Otherwise use an API key, let Claude Code keep its own login (pass-through), or sign in through your company&apos;s gateway.</source>
        <translation>Anthropic 仅允许自己的应用使用 Claude 订阅登录，因此 Homeport 不附带用于它的客户端 ID。如果 Anthropic 给了您一个，请在此输入。否则请使用 API 密钥，让 Claude Code 保留自己的登录（透传），或通过您公司的网关登录。</translation>
    </message>
    <message>
        <source>Google signs in through an OAuth client of your own, which takes five minutes to make, once.</source>
        <translation>Google 通过您自己的 OAuth 客户端登录，创建它需要五分钟，只需一次。</translation>
    </message>
    <message>
        <source>Open the Google Cloud console and choose a project, or make one.</source>
        <translation>打开 Google Cloud 控制台，选择或新建一个项目。</translation>
    </message>
    <message>
        <source>Enable the Generative Language API for it (APIs &amp; Services, Library).</source>
        <translation>为它启用 Generative Language API（“API 和服务”中的“库”）。</translation>
    </message>
    <message>
        <source>Set up the consent screen; while it is in testing, add your own address as a test user.</source>
        <translation>设置同意屏幕；在测试阶段，请把您自己的地址添加为测试用户。</translation>
    </message>
    <message>
        <source>Under Credentials create an OAuth client ID of the type &quot;Desktop app&quot;.</source>
        <translation>在“凭据”下创建类型为“桌面应用”的 OAuth 客户端 ID。</translation>
    </message>
    <message>
        <source>Download its client_secret_*.json and drop it here.</source>
        <translation>下载它的 client_secret_*.json 并拖放到这里。</translation>
    </message>
    <message>
        <source>For Gemini Code Assist Standard or Enterprise. It serves tools of the Gemini API, with this account&apos;s project, and tools in Code Assist mode, such as Gemini CLI, whose requests name the project themselves. Without a project of yours Google&apos;s own is used where your licence has one. Google signs in through an OAuth client of your own.</source>
        <translation>用于 Gemini Code Assist 标准版或企业版。它用此账户的项目服务使用 Gemini API 的工具，也服务 Code Assist 模式的工具，例如 Gemini CLI，它们的请求自己写明项目。如果您没有项目，而您的许可有 Google 自己的项目，则使用后者。Google 通过您自己的 OAuth 客户端登录。</translation>
    </message>
    <message>
        <source>Open the Google Cloud console and choose the project that has the licence.</source>
        <translation>打开 Google Cloud 控制台，选择拥有许可的项目。</translation>
    </message>
    <message>
        <source>Enable the Gemini for Google Cloud API for it (APIs &amp; Services, Library).</source>
        <translation>为它启用 Gemini for Google Cloud API（“API 和服务”中的“库”）。</translation>
    </message>
    <message>
        <source>Vertex AI takes a service account of your Google Cloud project. It needs the role Vertex AI User, and a key of the type JSON.</source>
        <translation>Vertex AI 使用您的 Google Cloud 项目的服务账户。它需要“Vertex AI 用户”角色和一个 JSON 类型的密钥。</translation>
    </message>
</context>
<context>
    <name>ProvidersCard</name>
    <message>
        <source>Providers</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Each is one JSON file. Files of your own in the folder “providers” beside settings.ini are read when Homeport starts: one of the same id takes a provider&apos;s place.</source>
        <translation>每个提供商是一个 JSON 文件。Homeport 启动时会读取 settings.ini 旁“providers”文件夹中您自己的文件：ID 相同的会取代原有的提供商。</translation>
    </message>
    <message>
        <source>%1 is left out: %2</source>
        <translation>未采用 %1：%2</translation>
    </message>
</context>
<context>
    <name>ProxyText</name>
    <message>
        <source>Works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>Default; no account goes through it yet</source>
        <translation>默认；尚无账户经过它</translation>
    </message>
    <message>
        <source>No account goes through it</source>
        <translation>没有账户经过它</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1，另有 %2 个</translation>
    </message>
    <message>
        <source>Default, for %1</source>
        <translation>默认，用于 %1</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>用于 %1</translation>
    </message>
    <message>
        <source>%1 Tried again at %2.</source>
        <translation>%1 将于 %2 重试。</translation>
    </message>
    <message>
        <source>Leaves from %1, answers in %2</source>
        <translation>出口 %1，应答用时 %2</translation>
    </message>
    <message>
        <source>without TLS</source>
        <translation>无 TLS</translation>
    </message>
    <message>
        <source>Connected in %1, answers in %2, %3 to the echo service. Leaves from %4.</source>
        <translation>连接用时 %1，应答用时 %2，到回显服务 %3。出口 %4。</translation>
    </message>
</context>
<context>
    <name>QuotaText</name>
    <message>
        <source>Quota</source>
        <translation>配额</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: length of a quota&apos;s window, %2: what it is of</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>已用 %1，共 %2</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>reset %1 ago</source>
        <translation>%1前已重置</translation>
    </message>
    <message>
        <source>resets in %1</source>
        <translation>%1后重置</translation>
    </message>
    <message>
        <source>At this pace used up any moment, %1 before the reset</source>
        <extracomment>%1: a length of time</extracomment>
        <translation>按目前速度随时会用完，比重置早 %1</translation>
    </message>
    <message>
        <source>At this pace used up %1, %2 before the reset</source>
        <extracomment>%1: time, perhaps with the day; %2: a length of time</extracomment>
        <translation>按目前速度，%1 用完，比重置早 %2</translation>
    </message>
    <message>
        <source>When it resets was not said</source>
        <translation>未说明何时重置</translation>
    </message>
    <message>
        <source>How much of the new window is used was not said yet</source>
        <translation>尚未说明新窗口已用多少</translation>
    </message>
    <message>
        <source>Too long ago to tell the pace</source>
        <translation>时间过久，无法判断速度</translation>
    </message>
    <message>
        <source>Too early to tell the pace: %1 of the window has passed</source>
        <translation>时间过短，无法判断速度：窗口已过 %1</translation>
    </message>
    <message>
        <source>Used up until %1</source>
        <translation>已用完，%1 重置</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>已用完</translation>
    </message>
    <message>
        <source>At this pace it lasts until the reset</source>
        <translation>按目前速度可用到重置</translation>
    </message>
    <message>
        <source>The mark is where the clock is: %1 of the window has passed.</source>
        <translation>标记表示当前时刻：窗口已过 %1。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: age of a value, %2: the header field it is from</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>at this pace used up any moment</source>
        <translation>按目前速度随时会用完</translation>
    </message>
    <message>
        <source>at this pace used up %1</source>
        <translation>按目前速度，%1 用完</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>额度</translation>
    </message>
</context>
<context>
    <name>ReplaceText</name>
    <message>
        <source>Replace “%1”?</source>
        <translation>替换“%1”？</translation>
    </message>
    <message>
        <source>A file with this name is there already. What is in it will be lost.</source>
        <translation>已有同名文件，其中的内容将会丢失。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>RequestText</name>
    <message>
        <source>Waiting for its turn: all places of its key are taken.</source>
        <translation>正在排队：其密钥的并发名额已满。</translation>
    </message>
    <message>
        <source>Held until %1, when a parked account comes free.</source>
        <translation>等待至 %1，届时有账户结束冷却。</translation>
    </message>
    <message>
        <source>Held until a parked account comes free.</source>
        <translation>等待有账户结束冷却。</translation>
    </message>
    <message>
        <source>Waiting for the provider&apos;s first byte.</source>
        <translation>正在等待提供商的第一个字节。</translation>
    </message>
    <message>
        <source>The answer is streaming.</source>
        <translation>正在传送应答。</translation>
    </message>
    <message>
        <source>Answered completely.</source>
        <translation>已完整应答。</translation>
    </message>
    <message>
        <source>The provider answered with an error; the tool got it unchanged.</source>
        <translation>提供商返回了错误；工具原样收到。</translation>
    </message>
    <message>
        <source>Refused by Homeport; the provider was not asked.</source>
        <translation>被 Homeport 拒绝；未询问提供商。</translation>
    </message>
    <message>
        <source>The provider could not be reached.</source>
        <translation>无法连接到提供商。</translation>
    </message>
    <message>
        <source>The provider broke off in the middle of its answer.</source>
        <translation>提供商在应答途中中断。</translation>
    </message>
    <message>
        <source>The tool left before the answer was complete; the provider was told to stop.</source>
        <translation>工具在应答完成前断开；已通知提供商停止。</translation>
    </message>
    <message>
        <source>The provider stayed silent for too long.</source>
        <translation>提供商沉默过久。</translation>
    </message>
    <message>
        <source>Ended because Homeport was stopping.</source>
        <translation>因 Homeport 正在停止而结束。</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>held</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>left</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1: what became of a request; %2: details, in English
----------
%1: day and month, %2: a time of day</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>a date&apos;s format, as of QLocale: day, short name of the month, year</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>%1 output</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>%1 input</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>%1 output (%2 thinking)</source>
        <translation>输出 %1（思考 %2）</translation>
    </message>
    <message>
        <source>%1 from the cache</source>
        <translation>读自缓存 %1</translation>
    </message>
    <message>
        <source>%1 to the cache for 5 min</source>
        <translation>写入 5 分钟缓存 %1</translation>
    </message>
    <message>
        <source>%1 to the cache for 1 h</source>
        <translation>写入 1 小时缓存 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln web searches</source>
        <translation>
            <numerusform>%Ln 次网页搜索</numerusform>
        </translation>
    </message>
    <message>
        <source>; not counted to the end</source>
        <translation>；未统计完整</translation>
    </message>
</context>
<context>
    <name>RouteText</name>
    <message>
        <source>Chosen</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>Could serve too; another one came first</source>
        <translation>也可提供服务；另一个排在前面</translation>
    </message>
    <message>
        <source>Speaks another protocol</source>
        <translation>使用另一种协议</translation>
    </message>
    <message>
        <source>The key may not use it</source>
        <translation>密钥无权使用</translation>
    </message>
    <message>
        <source>Does not serve this model</source>
        <translation>不提供此模型</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>由您暂停</translation>
    </message>
    <message>
        <source>Needs a new sign-in</source>
        <translation>需要重新登录</translation>
    </message>
    <message>
        <source>Switched off by its provider</source>
        <translation>已被提供商停用</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>Parked for models of this family</source>
        <translation>对此系列的模型处于冷却中</translation>
    </message>
    <message>
        <source>Keeps its reserve</source>
        <translation>保留其预留配额</translation>
    </message>
    <message>
        <source>No way to its provider</source>
        <translation>无法到达其提供商</translation>
    </message>
    <message>
        <source>Has no credential</source>
        <translation>没有凭据</translation>
    </message>
    <message>
        <source>Was tried already for this request</source>
        <translation>此请求已尝试过它</translation>
    </message>
    <message>
        <source>Passes a tool&apos;s own login through; this request brings none</source>
        <translation>透传工具自己的登录；此请求未携带登录</translation>
    </message>
    <message>
        <source>Not asked: the request brings a login of its own</source>
        <translation>未询问：请求自带登录</translation>
    </message>
    <message>
        <source>Was parked until just now; another request is finding out</source>
        <translation>刚刚还在冷却；另一个请求正在试探</translation>
    </message>
    <message>
        <source>Does not serve this kind of call</source>
        <translation>不提供此类调用</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>优先级 %1</translation>
    </message>
    <message>
        <source>reset not known</source>
        <translation>重置时间未知</translation>
    </message>
    <message>
        <source>resets in %1</source>
        <translation>%1后重置</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>rested %1</source>
        <translation>已闲置 %1</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>得分 %1</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <extracomment>%1: why an account can&apos;t serve, %2: a moment</extracomment>
        <translation>%1，直至 %2</translation>
    </message>
    <message>
        <source>of its quota %1</source>
        <translation>其配额的 %1</translation>
    </message>
    <message>
        <source>Strategy: %1</source>
        <translation>策略：%1</translation>
    </message>
    <message>
        <source>By the rule of %1</source>
        <translation>按 %1 的规则</translation>
    </message>
    <message>
        <source>Its session stays on the account it began on</source>
        <translation>其会话留在开始时的账户上</translation>
    </message>
    <message>
        <source>The key is pinned to one account</source>
        <translation>密钥固定使用一个账户</translation>
    </message>
    <message>
        <source>The only one that comes free soon; the request waited for it</source>
        <translation>唯一即将空闲的账户；请求等待了它</translation>
    </message>
    <message>
        <source>No account could serve</source>
        <translation>没有账户可以提供服务</translation>
    </message>
    <message>
        <source>It was asked of the model %1; an alias has %2 serve in its place.</source>
        <translation>请求的模型是 %1；别名让 %2 代为服务。</translation>
    </message>
    <message>
        <source>It waited %1 for a free place of its key.</source>
        <translation>它等待密钥的空闲名额用了 %1。</translation>
    </message>
    <message>
        <source>It was held for %1 until a parked account came free.</source>
        <translation>它等待账户结束冷却用了 %1。</translation>
    </message>
    <message>
        <source>Its session %1 was on %2 before, which can&apos;t serve it now.</source>
        <translation>其会话 %1 之前在 %2 上，该账户现在无法为其服务。</translation>
    </message>
    <message>
        <source>It belongs to the session %1.</source>
        <translation>它属于会话 %1。</translation>
    </message>
    <message>
        <source>An account got no token that serves: %1</source>
        <translation>有账户未能取得可用的令牌：%1</translation>
    </message>
    <message>
        <source>No account served this request</source>
        <translation>没有账户为此请求服务</translation>
    </message>
    <message numerus="yes">
        <source>%1, after %Ln choices</source>
        <translation>
            <numerusform>%1，经过 %Ln 次选择</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoutingText</name>
    <message>
        <source>By priority</source>
        <translation>按优先级</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>依次使用</translation>
    </message>
    <message>
        <source>Least recently used</source>
        <translation>最久未用</translation>
    </message>
    <message>
        <source>By weight</source>
        <translation>按权重</translation>
    </message>
    <message>
        <source>Most headroom</source>
        <translation>余量最多</translation>
    </message>
    <message>
        <source>Soonest reset</source>
        <translation>最先重置</translation>
    </message>
    <message>
        <source>The account with the lowest priority number serves; equal ones take turns.</source>
        <translation>由优先级数字最小的账户服务；相同者轮流。</translation>
    </message>
    <message>
        <source>In the order they were added: the next one serves only when the one before can&apos;t.</source>
        <translation>按添加的顺序：前一个无法服务时才由下一个服务。</translation>
    </message>
    <message>
        <source>The account that has rested longest serves.</source>
        <translation>由闲置最久的账户服务。</translation>
    </message>
    <message>
        <source>New sessions are shared in proportion to the accounts&apos; weights.</source>
        <translation>新会话按账户的权重比例分配。</translation>
    </message>
    <message>
        <source>The account with the most quota left serves.</source>
        <translation>由剩余配额最多的账户服务。</translation>
    </message>
    <message>
        <source>The account whose quota renews first serves: what is left of it would be lost.</source>
        <translation>由配额最先恢复的账户服务：否则剩余部分会浪费。</translation>
    </message>
    <message>
        <source>The whole account is parked until %1.</source>
        <translation>整个账户冷却至 %1。</translation>
    </message>
    <message>
        <source>Models of the family %1 are parked until %2.</source>
        <translation>%1 系列的模型冷却至 %2。</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Clear the line</source>
        <translation>清空此行</translation>
    </message>
</context>
<context>
    <name>SetupWords</name>
    <message>
        <source>line %1, column %2: %3</source>
        <translation>第 %1 行第 %2 列：%3</translation>
    </message>
    <message>
        <source>Shell, Anthropic clients</source>
        <translation>Shell，Anthropic 客户端</translation>
    </message>
    <message>
        <source>Shell, OpenAI clients</source>
        <translation>Shell，OpenAI 客户端</translation>
    </message>
    <message>
        <source>Shell, Google clients</source>
        <translation>Shell，Google 客户端</translation>
    </message>
    <message>
        <source>Shell, where HTTP_PROXY is set</source>
        <translation>设置了 HTTP_PROXY 的 Shell</translation>
    </message>
    <message>
        <source>No key is in the file: Claude Code asks homeportctl for it, and keeps the answer for five minutes.</source>
        <translation>文件中没有密钥：Claude Code 向 homeportctl 索取，并将结果保留五分钟。</translation>
    </message>
    <message>
        <source>No key is in the file: Codex asks homeportctl for it.</source>
        <translation>文件中没有密钥：Codex 向 homeportctl 索取。</translation>
    </message>
    <message>
        <source>A .env file in a project&apos;s folder goes before this one.</source>
        <translation>项目文件夹中的 .env 文件优先于此文件。</translation>
    </message>
    <message>
        <source>opencode.json of a project goes before this file.</source>
        <translation>项目的 opencode.json 优先于此文件。</translation>
    </message>
    <message>
        <source>--model names a model that one of your accounts serves; without it Qwen Code asks for its own.</source>
        <translation>--model 指定您某个账户可提供的模型；不指定时，Qwen Code 会请求它自己的模型。</translation>
    </message>
    <message>
        <source>VS Code 1.122 or newer. It wants each model by name: --model names one that an account of yours serves with OpenAI&apos;s protocol.</source>
        <translation>需要 VS Code 1.122 或更新版本。它要求逐个指明模型：--model 指定您某个账户通过 OpenAI 协议提供的模型。</translation>
    </message>
    <message>
        <source>Zed keeps keys in the system&apos;s keychain: open its agent settings and paste the key of &quot;homeportctl tools key zed&quot; for Anthropic and for OpenAI.</source>
        <translation>Zed 将密钥保存在系统密钥环中：请打开其代理设置，在 Anthropic 和 OpenAI 处粘贴“homeportctl tools key zed”给出的密钥。</translation>
    </message>
    <message>
        <source>aider reads .env of your home folder, then that of the project, which goes before it. Other programs may read it too.</source>
        <translation>aider 先读取您主文件夹中的 .env，再读取项目中的 .env，后者优先。其他程序也可能读取它。</translation>
    </message>
    <message>
        <source>Models that speak OpenAI&apos;s protocol go through Homeport: aider --model openai/NAME.</source>
        <translation>使用 OpenAI 协议的模型经由 Homeport：aider --model openai/NAME.</translation>
    </message>
    <message>
        <source>Claude Code sends it instead of Homeport&apos;s key.</source>
        <translation>Claude Code 会发送它，而不是 Homeport 的密钥。</translation>
    </message>
    <message>
        <source>Claude Code then calls Amazon Bedrock.</source>
        <translation>此时 Claude Code 会调用 Amazon Bedrock。</translation>
    </message>
    <message>
        <source>Claude Code then calls Vertex AI.</source>
        <translation>此时 Claude Code 会调用 Vertex AI。</translation>
    </message>
    <message>
        <source>It goes before the file&apos;s key.</source>
        <translation>它优先于文件中的密钥。</translation>
    </message>
    <message>
        <source>It goes before the file&apos;s address.</source>
        <translation>它优先于文件中的地址。</translation>
    </message>
    <message>
        <source>Gemini CLI sends it instead of Homeport&apos;s key.</source>
        <translation>Gemini CLI 会发送它，而不是 Homeport 的密钥。</translation>
    </message>
    <message>
        <source>Gemini CLI then calls Vertex AI.</source>
        <translation>此时 Gemini CLI 会调用 Vertex AI。</translation>
    </message>
    <message>
        <source>Gemini CLI then signs in to Code Assist.</source>
        <translation>此时 Gemini CLI 会登录 Code Assist。</translation>
    </message>
    <message>
        <source>opencode then reads another file as well, which goes before this one.</source>
        <translation>此时 opencode 还会读取另一个文件，该文件优先于此文件。</translation>
    </message>
    <message>
        <source>Zed sends it instead of the key that you give it.</source>
        <translation>Zed 会发送它，而不是您给它的密钥。</translation>
    </message>
    <message>
        <source>What is meant for Homeport goes to that proxy: set NO_PROXY=127.0.0.1,localhost too.</source>
        <translation>发往 Homeport 的内容会到达该代理：请同时设置 NO_PROXY=127.0.0.1,localhost。</translation>
    </message>
    <message>
        <source>%1 is a link that leads nowhere: remove it, or make the file it names.</source>
        <translation>%1 是失效的链接：请删除它，或创建它所指的文件。</translation>
    </message>
    <message>
        <source>%1 leads to %2, outside of %3: change that file by hand.</source>
        <translation>%1 指向 %2，位于 %3 之外：请手动更改该文件。</translation>
    </message>
    <message>
        <source>%1 belongs to another user.</source>
        <translation>%1 属于其他用户。</translation>
    </message>
    <message>
        <source>Everybody may write to %1: run chmod o-w on it first.</source>
        <translation>任何人都可以写入 %1：请先对它运行 chmod o-w。</translation>
    </message>
    <message>
        <source>%1 is no regular file.</source>
        <translation>%1 不是普通文件。</translation>
    </message>
    <message>
        <source>%1 has other names (hard links), which would part from it.</source>
        <translation>%1 还有其他名称（硬链接），更改会使它们与之分离。</translation>
    </message>
    <message>
        <source>%1 is read-only: run chmod u+w on it if Homeport shall change it.</source>
        <translation>%1 为只读：如需 Homeport 更改它，请对它运行 chmod u+w。</translation>
    </message>
    <message>
        <source>%1 is too large to be a configuration file.</source>
        <translation>%1 太大，不像是配置文件。</translation>
    </message>
    <message>
        <source>%1 has just been changed by somebody else: try again.</source>
        <translation>%1 刚刚被他人更改：请重试。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be written.</source>
        <translation>无法写入文件夹 %1。</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>the folder can&apos;t be made</source>
        <translation>无法创建该文件夹</translation>
    </message>
    <message>
        <source>%1 is damaged, or of a newer Homeport. The copies of tools&apos; files lie in tool-backups beside it.</source>
        <translation>%1 已损坏，或来自更新版本的 Homeport。工具文件的副本在其旁边的 tool-backups 中。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be changed in this file as it is written: %2</source>
        <translation>按此文件现有的写法，无法更改其中的 %1：%2</translation>
    </message>
    <message>
        <source>Changing %1 would have changed more than that.</source>
        <translation>更改 %1 会连带更改其他内容。</translation>
    </message>
    <message>
        <source>%1 would not have got its value.</source>
        <translation>%1 将得不到应有的值。</translation>
    </message>
    <message>
        <source>Such a value can&apos;t be written into an .env file.</source>
        <translation>这样的值无法写入 .env 文件。</translation>
    </message>
    <message>
        <source>Such a value is not written into TOML.</source>
        <translation>这样的值不会写入 TOML。</translation>
    </message>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>这不是 JSON：%1。</translation>
    </message>
    <message>
        <source>%1 is not written as a line of its own, and can&apos;t be edited.</source>
        <translation>%1 没有单独成行，无法编辑。</translation>
    </message>
    <message>
        <source>%1 stands here a second time.</source>
        <translation>%1 在此处第二次出现。</translation>
    </message>
    <message>
        <source>a colon is expected.</source>
        <translation>此处应为冒号。</translation>
    </message>
    <message>
        <source>a comma or %1 is expected.</source>
        <translation>此处应为逗号或 %1。</translation>
    </message>
    <message>
        <source>a key in double quotes, or }, is expected.</source>
        <translation>此处应为双引号中的键，或 }。</translation>
    </message>
    <message>
        <source>a list is expected here.</source>
        <translation>此处应为列表。</translation>
    </message>
    <message>
        <source>a table is expected here.</source>
        <translation>此处应为表。</translation>
    </message>
    <message>
        <source>a value is expected.</source>
        <translation>此处应为值。</translation>
    </message>
    <message>
        <source>a zero byte, so this is no text.</source>
        <translation>含有零字节，因此不是文本。</translation>
    </message>
    <message>
        <source>an object is expected here.</source>
        <translation>此处应为对象。</translation>
    </message>
    <message>
        <source>bytes that are not UTF-8.</source>
        <translation>含有非 UTF-8 字节。</translation>
    </message>
    <message>
        <source>nested too deeply.</source>
        <translation>嵌套过深。</translation>
    </message>
    <message>
        <source>something stands behind the end of the document.</source>
        <translation>文档结尾之后还有内容。</translation>
    </message>
    <message>
        <source>this comment is not closed.</source>
        <translation>此注释没有结束。</translation>
    </message>
    <message>
        <source>this line is not understood.</source>
        <translation>无法理解此行。</translation>
    </message>
    <message>
        <source>this quote is not closed.</source>
        <translation>此引号没有结束。</translation>
    </message>
    <message>
        <source>this string is not closed, or not as JSON has it.</source>
        <translation>此字符串没有结束，或不符合 JSON 规则。</translation>
    </message>
    <message>
        <source>this table is written in braces, and can&apos;t be edited: write it as [%1].</source>
        <translation>此表写在花括号中，无法编辑：请写成 [%1]。</translation>
    </message>
    <message>
        <source>%1 is a table here.</source>
        <translation>%1 在此处是表。</translation>
    </message>
    <message>
        <source>%1 is a list of tables here.</source>
        <translation>%1 在此处是表的列表。</translation>
    </message>
    <message>
        <source>A file has changed since it was shown: nothing was done.</source>
        <translation>有文件在显示之后发生了变化：没有做任何更改。</translation>
    </message>
    <message>
        <source>Another Homeport program is setting tools up: try again when it has finished.</source>
        <translation>另一个 Homeport 程序正在配置工具：请在其完成后重试。</translation>
    </message>
    <message>
        <source>Homeport does not listen, so there is no address to write. The Overview page says why.</source>
        <translation>Homeport 未在侦听，因此没有可写入的地址。“概览”页会说明原因。</translation>
    </message>
    <message>
        <source>Homeport has not configured &quot;%1&quot;.</source>
        <translation>Homeport 没有配置过“%1”。</translation>
    </message>
    <message>
        <source>It is not set up: do that first.</source>
        <translation>它尚未配置：请先配置。</translation>
    </message>
    <message>
        <source>There is no such tool.</source>
        <translation>没有这样的工具。</translation>
    </message>
    <message>
        <source>This is the demo: its keys end with it, and tools would be left without one. Start Homeport without --demo.</source>
        <translation>这是演示模式：其密钥随演示结束而失效，工具将没有可用的密钥。请不带 --demo 启动 Homeport。</translation>
    </message>
    <message>
        <source>This plan has no key yet: it is for showing only.</source>
        <translation>此计划尚无密钥：仅用于显示。</translation>
    </message>
    <message>
        <source>This tool must be told a model: --model NAME.</source>
        <translation>必须为此工具指定模型：--model NAME.</translation>
    </message>
    <message>
        <source>homeportctl, which this tool runs for its key, is not installed beside Homeport.</source>
        <translation>此工具用来获取密钥的 homeportctl 没有与 Homeport 安装在一起。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: a file, %2: what is wrong in it</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <extracomment>%1: a file, %2: the number of a line</extracomment>
        <translation>%1 第 %2 行</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <extracomment>%1: a key of a configuration file, %2: that file</extracomment>
        <translation>%2 中的 %1</translation>
    </message>
</context>
<context>
    <name>TestText</name>
    <message>
        <source>Credit: %1 left</source>
        <translation>额度：剩余 %1</translation>
    </message>
    <message>
        <source>Credit: this key has no limit</source>
        <translation>额度：此密钥不限</translation>
    </message>
    <message>
        <source>%1, %2 used so far</source>
        <translation>%1，目前已用 %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: &quot;Credit: $12.30 left, $5.00 used so far&quot;, %2: whose word that is</extracomment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>ToolText</name>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>At most 120 requests a minute and 4 at once, so that a loop can&apos;t run wild</source>
        <translation>每分钟最多 120 个请求、并发 4 个，以防循环失控</translation>
    </message>
    <message>
        <source>Without limits; set them later with the pencil</source>
        <translation>没有限额；稍后可用铅笔图标设置</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. The Overview page has the lines for other shells.</source>
        <translation>粘贴到终端中，然后在那里运行 claude。其他 shell 的命令行见“概览”页。</translation>
    </message>
    <message>
        <source>For ~/.codex/config.toml, above its tables. It takes an account that speaks OpenAI&apos;s protocol.</source>
        <translation>用于 ~/.codex/config.toml，放在各个表之前。它需要使用 OpenAI 协议的账户。</translation>
    </message>
    <message>
        <source>For ~/.gemini/.env, with “gemini-api-key” chosen in its settings. It takes an account that speaks Gemini&apos;s protocol.</source>
        <translation>用于 ~/.gemini/.env，并在其设置中选择“gemini-api-key”。它需要使用 Gemini 协议的账户。</translation>
    </message>
    <message>
        <source>For an editor&apos;s settings of an Anthropic-compatible provider. Editors that call from their maker&apos;s servers can&apos;t reach this computer.</source>
        <translation>用于编辑器中兼容 Anthropic 的提供商设置。从厂商服务器发起调用的编辑器无法访问此计算机。</translation>
    </message>
    <message>
        <source>Streams one short answer through the relay.</source>
        <translation>通过中继流式传送一个简短的应答。</translation>
    </message>
</context>
<context>
    <name>ToolsText</name>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Can&apos;t be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Its key was revoked</source>
        <translation>其密钥已吊销</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>Changed by someone else</source>
        <translation>被他人更改</translation>
    </message>
    <message>
        <source>A variable goes before it</source>
        <translation>有变量优先于它</translation>
    </message>
    <message>
        <source>Set up for another address</source>
        <translation>为其他地址配置</translation>
    </message>
    <message>
        <source>Set up by an older Homeport</source>
        <translation>由旧版 Homeport 配置</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>已配置</translation>
    </message>
    <message>
        <source>The program itself is not to be found any more.</source>
        <translation>已找不到该程序本身。</translation>
    </message>
    <message>
        <source>%1 · found by %2</source>
        <extracomment>%1: a program, %2: what it was found by: nvm, volta, npm, flatpak, or a folder</extracomment>
        <translation>%1 · 通过 %2 找到</translation>
    </message>
    <message>
        <source>%1 is set in the environment that Homeport was started in. %2</source>
        <extracomment>%1: an environment variable, %2: a sentence on what it does</extracomment>
        <translation>启动 Homeport 的环境中设置了 %1。%2</translation>
    </message>
    <message>
        <source>%1 is set in %3. %2</source>
        <extracomment>%1: an environment variable, %2: a sentence on what it does, %3: a file and a line</extracomment>
        <translation>%3中设置了 %1。%2</translation>
    </message>
    <message>
        <source>A change was begun and not finished. Restore it, or configure it again.</source>
        <translation>一次更改已开始但未完成。请还原它，或重新配置。</translation>
    </message>
    <message>
        <source>Homeport refuses it. Configure it again for a new key, or restore it.</source>
        <translation>Homeport 会拒绝它。请重新配置以获得新密钥，或还原它。</translation>
    </message>
    <message>
        <source>It asks at %1, but Homeport listens at %2. Configure it again.</source>
        <translation>它请求的是 %1，但 Homeport 侦听的是 %2。请重新配置。</translation>
    </message>
    <message>
        <source>Changed since Homeport set it: %1. “Configure” sets it again, “Restore” leaves it.</source>
        <translation>Homeport 设置后被更改：%1。“配置”会重新设置，“还原”则保留这些更改。</translation>
    </message>
    <message>
        <source>What it reads has changed. Configure it again.</source>
        <translation>它读取的内容有变化。请重新配置。</translation>
    </message>
    <message>
        <source>A file can&apos;t be understood or edited, so it was left alone. Correct it, then look again.</source>
        <translation>有文件无法理解或编辑，因此未作改动。请更正文件，然后重新检查。</translation>
    </message>
    <message>
        <source>A file lies where Homeport does not write, so it was left alone.</source>
        <translation>有文件位于 Homeport 不写入的位置，因此未作改动。</translation>
    </message>
    <message>
        <source>Somebody else is at it. Look again, then try once more.</source>
        <translation>其他程序正在修改。请重新检查，然后再试一次。</translation>
    </message>
    <message>
        <source>A file can&apos;t be read or written. Check its permissions, and that the disk has space.</source>
        <translation>有文件无法读取或写入。请检查其权限，以及磁盘是否有空间。</translation>
    </message>
    <message>
        <source>Its key is gone. Configure it again.</source>
        <translation>它的密钥已不存在。请重新配置。</translation>
    </message>
    <message>
        <source>No answer for %1: %2</source>
        <translation>%1 未得到应答：%2</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 个模型</translation>
    </message>
    <message>
        <source>%L1 models</source>
        <translation>%L1 个模型</translation>
    </message>
    <message>
        <source>Homeport answers %1&apos;s key: %3, in %2.</source>
        <extracomment>%1: a tool, %2: a time, %3: &quot;12 models&quot;</extracomment>
        <translation>Homeport 应答了 %1 的密钥：%3，用时 %2。</translation>
    </message>
    <message>
        <source>The key works, but %1 asks at %2 and Homeport listens at %3. Configure it again.</source>
        <translation>密钥可用，但 %1 请求的是 %2，而 Homeport 侦听的是 %3。请重新配置。</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message>
        <source>Refused with status %1: %2</source>
        <translation>被拒绝，状态 %1：%2</translation>
    </message>
    <message>
        <source>Interrupted while it was set up: %1</source>
        <translation>配置时中断：%1</translation>
    </message>
    <message>
        <source>The files are as they were, or as they were to become. Restore them, or configure the tool again.</source>
        <translation>各文件或为原先的内容，或为更改后的内容。请还原，或重新配置该工具。</translation>
    </message>
    <message>
        <source>Homeport does not listen: these get no answer: %1</source>
        <translation>Homeport 未在侦听：以下工具得不到应答：%1</translation>
    </message>
    <message>
        <source>The Overview page says why, and starts it again. Or give the tools back what they had before Homeport.</source>
        <translation>“概览”页会说明原因，并可重新启动它。或者将这些工具还原为使用 Homeport 之前的内容。</translation>
    </message>
    <message>
        <source>Set up for another address: %1</source>
        <translation>为其他地址配置：%1</translation>
    </message>
    <message>
        <source>Homeport listens at %1 now. Configure them again, or restore them.</source>
        <translation>Homeport 现在侦听的是 %1。请重新配置，或还原。</translation>
    </message>
    <message>
        <source>The tools were not restored</source>
        <translation>工具未还原</translation>
    </message>
    <message>
        <source>Somebody else has changed %1. It stayed as it is.</source>
        <translation>他人更改过 %1，或与它必须相符的内容。它保持不变。</translation>
    </message>
    <message>
        <source>%1 was not restored: %2</source>
        <translation>%1 未还原：%2</translation>
    </message>
    <message>
        <source>No tool was restored</source>
        <translation>没有还原任何工具</translation>
    </message>
    <message>
        <source>Restored: %1</source>
        <translation>已还原：%1</translation>
    </message>
    <message>
        <source>The local keys of %1 could not be revoked: do that on the Keys page.</source>
        <translation>无法吊销 %1 的本地密钥：请在“密钥”页吊销。</translation>
    </message>
</context>
<context>
    <name>TrayText</name>
    <message>
        <source>Paused: tools can&apos;t connect</source>
        <translation>已暂停：工具无法连接</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Finishing the last requests…</source>
        <translation>正在完成最后的请求…</translation>
    </message>
    <message>
        <source>Not listening on port %1</source>
        <translation>未在端口 %1 侦听</translation>
    </message>
    <message>
        <source>Locked: requests are refused</source>
        <translation>已锁定：请求会被拒绝</translation>
    </message>
    <message>
        <source>Running on %1</source>
        <extracomment>%1 is an address such as http://127.0.0.1:8642</extracomment>
        <translation>运行于 %1</translation>
    </message>
    <message>
        <source>%1: %2, %3 used, resets %4</source>
        <extracomment>%1: an account, %2: a quota window such as &quot;5 hours&quot;, %3: a percentage, %4: a time, perhaps with the day</extracomment>
        <translation>%1：%2，已用 %3，%4 重置</translation>
    </message>
    <message>
        <source>%1: %2, %3 used</source>
        <translation>%1：%2，已用 %3</translation>
    </message>
</context>
<context>
    <name>UsageCsv</name>
    <message>
        <source>From</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全部 Token</translation>
    </message>
    <message>
        <source>Cost in dollars</source>
        <translation>费用（美元）</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>无价格</translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message>
        <source>ddd d MMM yyyy</source>
        <extracomment>date format of a day: Tue 3 Jun 2026</extracomment>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Cache write, 5 min</source>
        <translation>缓存写入，5 分钟</translation>
    </message>
    <message>
        <source>Cache write, 1 h</source>
        <translation>缓存写入，1 小时</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>缓存读取</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>某日</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>某月</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 个月</translation>
    </message>
    <message>
        <source>By account</source>
        <translation>按账户</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>按模型</translation>
    </message>
    <message>
        <source>By key</source>
        <translation>按密钥</translation>
    </message>
    <message>
        <source>By tool</source>
        <translation>按工具</translation>
    </message>
    <message>
        <source>By project</source>
        <translation>按项目</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>date format with a year: 3 Jun 2026</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <extracomment>date format with the day of the week: Tue 3</extracomment>
        <translation>M月d日 ddd</translation>
    </message>
    <message>
        <source>Usage, %1: %2, %3 tokens</source>
        <translation>用量，%1：%2，%3 Token</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests of models without a price are not in the cost.</source>
        <translation>
            <numerusform>有 %Ln 个请求的模型没有价格，未计入费用。</numerusform>
        </translation>
    </message>
    <message>
        <source>Homeport could not read its own records. Try again; if it stays so, restart Homeport.</source>
        <translation>Homeport 无法读取自己的记录。请重试；若仍如此，请重新启动 Homeport。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <extracomment>date format of a month: June 2026</extracomment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>date format of a month, short: Jun 2026</extracomment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>begin within a year</comment>
        <extracomment>date format: of &quot;3 Jun – 5 Jul 2026&quot; the part before the dash; where the year goes first, it stands here</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>end within a year</comment>
        <extracomment>date format: of &quot;3 Jun – 5 Jul 2026&quot; the part after the dash; where the year goes first, it is left out here</extracomment>
        <translation>M月d日</translation>
    </message>
</context>
<context>
    <name>homeport::AccountActivity</name>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Latest requests</source>
        <translation>最近的请求</translation>
    </message>
    <message>
        <source>All requests of this account</source>
        <translation>此账户的全部请求</translation>
    </message>
    <message>
        <source>None since Homeport was started.</source>
        <translation>自 Homeport 启动以来没有。</translation>
    </message>
    <message numerus="yes">
        <source>None among the latest %Ln requests of all accounts.</source>
        <translation>
            <numerusform>所有账户最近的 %Ln 个请求中没有。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::AccountDetail</name>
    <message>
        <source>All accounts</source>
        <translation>所有账户</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>立即刷新</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>重新登录…</translation>
    </message>
    <message>
        <source>Proxy…</source>
        <translation>代理…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source> Ten minutes later %1 is told to revoke the sign-in.</source>
        <translation>十分钟后会通知 %1 撤销此登录。</translation>
    </message>
    <message>
        <source>“Remove” takes the account out of use at once; an undo is offered for half a minute.</source>
        <translation>“移除”会立即停用账户；半分钟内可以撤销。</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>已有同名的账户。</translation>
    </message>
    <message>
        <source>Organization…</source>
        <translation>组织…</translation>
    </message>
</context>
<context>
    <name>homeport::AccountFacts</name>
    <message>
        <source>Facts</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>%1 (its provider file is gone)</source>
        <translation>%1（其提供商文件已不存在）</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>基础 URL</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>OAuth client</source>
        <translation>OAuth 客户端</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>添加时间</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康状况</translation>
    </message>
    <message>
        <source>Your pause</source>
        <translation>您的暂停</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>由您暂停</translation>
    </message>
    <message>
        <source>Not paused</source>
        <translation>未暂停</translation>
    </message>
    <message>
        <source>Provider&apos;s verdict</source>
        <translation>提供商的判定</translation>
    </message>
    <message>
        <source>Token obtained</source>
        <translation>令牌获取时间</translation>
    </message>
    <message>
        <source>Key obtained</source>
        <translation>密钥获取时间</translation>
    </message>
    <message>
        <source>It does not expire</source>
        <translation>不会过期</translation>
    </message>
    <message>
        <source>Token valid until</source>
        <translation>令牌有效至</translation>
    </message>
    <message>
        <source>None is due</source>
        <translation>无需刷新</translation>
    </message>
    <message>
        <source>Never: the provider gave no refresh token</source>
        <translation>从不：提供商未给出刷新令牌</translation>
    </message>
    <message>
        <source>Next refresh</source>
        <translation>下次刷新</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>下次尝试</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>组织</translation>
    </message>
</context>
<context>
    <name>homeport::AccountListRow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: provider, %2: kind of credential</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Resume “%1”</source>
        <translation>恢复“%1”</translation>
    </message>
    <message>
        <source>Pause “%1”</source>
        <translation>暂停“%1”</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>Details of “%1”</source>
        <translation>“%1”的详情</translation>
    </message>
    <message>
        <source>%1, plan: %2</source>
        <translation>%1，套餐：%2</translation>
    </message>
</context>
<context>
    <name>homeport::AccountStep</name>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>添加 API 密钥…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>启动演示</translation>
    </message>
    <message>
        <source>Command that starts the demo</source>
        <translation>启动演示的命令</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Try it without an account</source>
        <translation>不用账户先试试</translation>
    </message>
    <message>
        <source>The demo is a second Homeport in a window of its own, with a simulated provider. It has an address and a key of its own, keeps nothing, and touches nothing of this one.</source>
        <translation>演示是另一个 Homeport，有自己的窗口和模拟的提供商。它有自己的地址和密钥，什么都不保留，也不触及当前的 Homeport。</translation>
    </message>
    <message>
        <source>Sign in with your browser, or paste an API key. It is kept encrypted on this computer, and tools never see it. For a tool that has a subscription of its own, choose “Add API key…” and there “Pass-through”.</source>
        <translation>请用浏览器登录，或粘贴 API 密钥。它加密保存在此计算机上，工具绝不会看到它。对于自带订阅的工具，请选择“添加 API 密钥…”，然后选择“透传”。</translation>
    </message>
    <message>
        <source>These are ready for your tools. You can add more now, or at any time on the Accounts page.</source>
        <translation>这些已可供您的工具使用。您可以现在添加更多，也可随时在“账户”页添加。</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>The demo opens in a window of its own. Close that window when you have seen enough.</source>
        <translation>演示会在自己的窗口中打开。看够之后请关闭该窗口。</translation>
    </message>
    <message>
        <source>The demo could not be started. This command does the same in a terminal:</source>
        <translation>无法启动演示。此命令可在终端中完成同样的操作：</translation>
    </message>
</context>
<context>
    <name>homeport::AccountUsage</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Nothing was used in the last 30 days.</source>
        <translation>最近 30 天没有用量。</translation>
    </message>
</context>
<context>
    <name>homeport::AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>添加 API 密钥…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Add the accounts of a file</source>
        <translation>添加文件中的账户</translation>
    </message>
    <message>
        <source>Groups…</source>
        <translation>账户组…</translation>
    </message>
    <message>
        <source>How accounts share the work</source>
        <translation>账户如何分担工作</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>还没有账户</translation>
    </message>
    <message>
        <source>Add the accounts your tools may use. Their credentials are kept encrypted on this computer and are never shown to the tools.</source>
        <translation>请添加您的工具可以使用的账户。其凭据加密保存在此计算机上，绝不会向工具显示。</translation>
    </message>
    <message>
        <source>The token was not refreshed</source>
        <translation>令牌未刷新</translation>
    </message>
    <message>
        <source>The account was not un-parked</source>
        <translation>账户未结束冷却</translation>
    </message>
    <message>
        <source>The account was not paused</source>
        <translation>账户未暂停</translation>
    </message>
    <message>
        <source>The account was not resumed</source>
        <translation>账户未恢复</translation>
    </message>
    <message>
        <source>The account was not removed</source>
        <translation>账户未移除</translation>
    </message>
    <message>
        <source>“%1” could not be brought back</source>
        <translation>无法找回“%1”</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>“%1”已移除。</translation>
    </message>
</context>
<context>
    <name>homeport::ActivityPage</name>
    <message>
        <source>Follow newest</source>
        <translation>跟随最新</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Keep the newest request in view</source>
        <translation>始终显示最新的请求</translation>
    </message>
    <message>
        <source>Requests could not be read</source>
        <translation>无法读取请求</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有内容</translation>
    </message>
    <message>
        <source>Requests appear here as they run. The Overview page has the lines that point a tool at Homeport.</source>
        <translation>请求运行时会显示在这里。让工具使用 Homeport 的命令行见“概览”页。</translation>
    </message>
    <message>
        <source>No request matches.</source>
        <translation>没有匹配的请求。</translation>
    </message>
    <message>
        <source>Nothing found so far.</source>
        <translation>目前尚未找到。</translation>
    </message>
    <message>
        <source>Requests: %L1</source>
        <translation>请求：%L1</translation>
    </message>
    <message>
        <source>Found: %L1</source>
        <translation>找到：%L1</translation>
    </message>
    <message>
        <source>Found so far: %L1</source>
        <translation>目前找到：%L1</translation>
    </message>
</context>
<context>
    <name>homeport::AddKeyDialog</name>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>Pass-through: tools keep their &amp;own login</source>
        <translation>透传：工具保留自己的登录(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Base URL</source>
        <translation>基础 URL(&amp;B)</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API 密钥(&amp;K)</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>获取密钥</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>添加账户</translation>
    </message>
    <message>
        <source>For a tool that is signed in by itself, such as Claude Code with a subscription: what it sends along goes to the provider untouched, and Homeport keeps nothing of it.</source>
        <translation>用于自行登录的工具，例如使用订阅的 Claude Code：它发送的内容原样转给提供商，Homeport 不保留其中任何内容。</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>基础 URL</translation>
    </message>
    <message>
        <source>Pass-through: tools keep their own login</source>
        <translation>透传：工具保留自己的登录</translation>
    </message>
    <message>
        <source>How it appears in Homeport; any name will do.</source>
        <translation>它在 Homeport 中显示的名称；任意名称均可。</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer. Only its last four characters stay visible.</source>
        <translation>加密保存在此计算机上。只有最后四个字符保持可见。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>提供商(&amp;P)</translation>
    </message>
    <message>
        <source>No browser could be opened. Keys are made at %1</source>
        <translation>无法打开浏览器。请在此处创建密钥：%1</translation>
    </message>
    <message>
        <source>Add service account</source>
        <translation>添加服务账户</translation>
    </message>
    <message>
        <source>Add API key</source>
        <translation>添加 API 密钥</translation>
    </message>
    <message>
        <source>Get a key from %1</source>
        <translation>从 %1 获取密钥</translation>
    </message>
    <message>
        <source>Leave it empty; it is only for an endpoint of your own.</source>
        <translation>请留空；它只用于您自己的端点。</translation>
    </message>
    <message>
        <source>Send the login &amp;unencrypted to this host</source>
        <translation>以未加密方式向此主机发送登录信息(&amp;U)</translation>
    </message>
    <message>
        <source>Send the key &amp;unencrypted to this host</source>
        <translation>以未加密方式向此主机发送密钥(&amp;U)</translation>
    </message>
    <message>
        <source>Over http, everyone on the way can read the login. Use https, or agree below.</source>
        <translation>使用 http 时，途中的任何人都能读取登录信息。请使用 https，或在下方同意。</translation>
    </message>
    <message>
        <source>Over http, everyone on the way can read the key. Use https, or agree below.</source>
        <translation>使用 http 时，途中的任何人都能读取密钥。请使用 https，或在下方同意。</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>正在添加…</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>已有同名的账户。</translation>
    </message>
    <message>
        <source>The account was not added</source>
        <translation>账户未添加</translation>
    </message>
    <message>
        <source>Optional: leave it empty if the server asks for none. A key is kept encrypted on this computer.</source>
        <translation>可选：如果服务器不要求密钥，请留空。密钥会加密保存在此计算机上。</translation>
    </message>
</context>
<context>
    <name>homeport::AliasLines</name>
    <message>
        <source>Aliases of models, one a line</source>
        <translation>模型别名，每行一个</translation>
    </message>
    <message>
        <source>Line %1 is no “name = model”, both without blanks, the model without asterisks.</source>
        <translation>第 %1 行不是“名称 = 模型”的形式，两者均不含空格，模型不含星号。</translation>
    </message>
    <message>
        <source>Line %1: “%2” is there already.</source>
        <translation>第 %1 行：“%2”已存在。</translation>
    </message>
    <message>
        <source>These are too many.</source>
        <translation>数量过多。</translation>
    </message>
</context>
<context>
    <name>homeport::BackupList</name>
    <message>
        <source>Restore another file…</source>
        <translation>还原其他文件…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>还原…</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>还原 %1 的备份</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>还原备份</translation>
    </message>
</context>
<context>
    <name>homeport::BackupsCard</name>
    <message>
        <source>How many are kept</source>
        <translation>保留份数</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>With what was used and the price lists</source>
        <translation>包含用量和价格列表</translation>
    </message>
    <message>
        <source>Passphrase…</source>
        <translation>口令…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>When backups are made</source>
        <translation>备份计划</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Choose a folder for backups</source>
        <translation>选择备份文件夹</translation>
    </message>
    <message>
        <source>Make backups</source>
        <translation>自动备份</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>A backup is being made: %1</source>
        <translation>正在备份：%1</translation>
    </message>
    <message>
        <source>Change passphrase…</source>
        <translation>更改口令…</translation>
    </message>
    <message>
        <source>Set passphrase…</source>
        <translation>设置口令…</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>Set passphrase</source>
        <translation>设置口令</translation>
    </message>
    <message>
        <source>No backup is made yet: set the passphrase that they are sealed under.</source>
        <translation>尚不会进行备份：请先设置用于封存备份的口令。</translation>
    </message>
    <message>
        <source>The last backup was not made; it is tried again each hour. %1</source>
        <translation>上次备份未完成；每小时重试一次。%1</translation>
    </message>
    <message>
        <source>The next one is due %1. Older ones than those that are kept are deleted; other files in the folder never are.</source>
        <translation>下次备份：%1。超出保留份数的旧备份会被删除；文件夹中的其他文件绝不会被删除。</translation>
    </message>
    <message>
        <source>Accounts, keys and proxies in one file, sealed under a passphrase: for another computer, or after a mishap.</source>
        <translation>账户、密钥和代理存入一个用口令封存的文件：用于迁移到另一台计算机，或在出现意外后使用。</translation>
    </message>
    <message>
        <source>The passphrase is saved in the vault. Note it elsewhere, too: a backup is no use without it.</source>
        <translation>口令已保存在保险库中。请另行记下：没有口令，备份毫无用处。</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>备份文件夹</translation>
    </message>
    <message>
        <source>A backup was made: %1.</source>
        <translation>已完成备份：%1。</translation>
    </message>
    <message>
        <source>The backup was cancelled.</source>
        <translation>备份已取消。</translation>
    </message>
    <message>
        <source>No backup was made. %1</source>
        <translation>没有进行备份。%1</translation>
    </message>
</context>
<context>
    <name>homeport::BypassDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Direct hosts</source>
        <translation>直连主机</translation>
    </message>
    <message>
        <source>Hosts that are reached directly</source>
        <translation>直接访问的主机</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>These hosts are reached without any proxy.</source>
        <translation>访问这些主机时不使用任何代理。</translation>
    </message>
    <message>
        <source>One per line: a name, *.example.com for all below it, an address, or a network such as 10.0.0.0/8.</source>
        <translation>每行一个：名称、用 *.example.com 表示其下所有名称、地址，或 10.0.0.0/8 这样的网络。</translation>
    </message>
    <message>
        <source>The list was not saved</source>
        <translation>列表未保存</translation>
    </message>
</context>
<context>
    <name>homeport::ChartLegend</name>
    <message>
        <source>%1: show or hide</source>
        <translation>%1：显示或隐藏</translation>
    </message>
</context>
<context>
    <name>homeport::ClientForm</name>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>客户端密钥</translation>
    </message>
    <message>
        <source>Type another client</source>
        <translation>改为输入另一个客户端</translation>
    </message>
    <message>
        <source>&amp;Client id</source>
        <translation>客户端 ID(&amp;C)</translation>
    </message>
    <message>
        <source>Pro&amp;ject id</source>
        <translation>项目 ID(&amp;J)</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>客户端 ID</translation>
    </message>
    <message>
        <source>Project id</source>
        <translation>项目 ID</translation>
    </message>
    <message>
        <source>Whose quota is used. It is in the file; it may stay empty.</source>
        <translation>使用哪个项目的配额。文件中已包含；可以留空。</translation>
    </message>
    <message>
        <source>Client &amp;secret</source>
        <translation>客户端密钥(&amp;S)</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer.</source>
        <translation>加密保存在此计算机上。</translation>
    </message>
    <message>
        <source>Leave it empty to keep the present one.</source>
        <translation>留空则保留当前的值。</translation>
    </message>
    <message>
        <source>%1 was read.</source>
        <translation>已读取 %1。</translation>
    </message>
    <message>
        <source>Choose the file, or type the client id.</source>
        <translation>请选择文件，或输入客户端 ID。</translation>
    </message>
    <message>
        <source>Enter the client id you were given.</source>
        <translation>请输入您得到的客户端 ID。</translation>
    </message>
    <message>
        <source>A client id has no blanks. Was more than the id copied?</source>
        <translation>客户端 ID 不含空格。是不是多复制了内容？</translation>
    </message>
    <message>
        <source>Enter the secret that belongs to this client id.</source>
        <translation>请输入与此客户端 ID 对应的密钥。</translation>
    </message>
    <message>
        <source>A client secret has no blanks. Was more than the secret copied?</source>
        <translation>客户端密钥不含空格。是不是多复制了内容？</translation>
    </message>
    <message>
        <source>Enter the project&apos;s id, not its name: an id has no blanks.</source>
        <translation>请输入项目的 ID 而不是名称：ID 不含空格。</translation>
    </message>
    <message>
        <source>Drop client_secret_*.json here, or choose it.</source>
        <translation>将 client_secret_*.json 拖到这里，或选择它。</translation>
    </message>
</context>
<context>
    <name>homeport::CommandPalette</name>
    <message>
        <source>Nothing is called that. Use fewer words, or press Escape.</source>
        <translation>没有这样的命令。请减少词语，或按 Esc 键。</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>筛选命令</translation>
    </message>
    <message>
        <source>The arrow keys choose a command, Enter runs it.</source>
        <translation>用方向键选择命令，按回车键运行。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A command and its shortcut or what it belongs to, for screen readers</extracomment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>homeport::ConnectCard</name>
    <message>
        <source>Lines to copy</source>
        <translation>要复制的命令行</translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation>复制这些命令行</translation>
    </message>
    <message>
        <source>bash, zsh</source>
        <translation>bash、zsh</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>fish</translation>
    </message>
    <message>
        <source>PowerShell</source>
        <translation>PowerShell</translation>
    </message>
    <message>
        <source>settings.json</source>
        <translation>settings.json</translation>
    </message>
    <message>
        <source>Try it with curl</source>
        <translation>用 curl 试一试</translation>
    </message>
    <message>
        <source>Point Claude Code here</source>
        <translation>让 Claude Code 连接到 Homeport</translation>
    </message>
    <message>
        <source>Copying puts your new key in place of %1.</source>
        <translation>复制时会用您的新密钥替换 %1。</translation>
    </message>
    <message>
        <source>Put one of your local keys in place of %1.</source>
        <translation>请用您的一个本地密钥替换 %1。</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to ~/.bashrc or ~/.zshrc. If HTTP_PROXY is set there, also set NO_PROXY=127.0.0.1,localhost.</source>
        <translation>粘贴到终端中，然后在那里运行 claude。若要长期使用，请将这些命令行加入 ~/.bashrc 或 ~/.zshrc。如果那里设置了 HTTP_PROXY，还要设置 NO_PROXY=127.0.0.1,localhost。</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to ~/.config/fish/config.fish.</source>
        <translation>粘贴到终端中，然后在那里运行 claude。若要长期使用，请将这些命令行加入 ~/.config/fish/config.fish。</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to the file in $PROFILE.</source>
        <translation>粘贴到终端中，然后在那里运行 claude。若要长期使用，请将这些命令行加入 $PROFILE 所指的文件。</translation>
    </message>
    <message>
        <source>Merge into ~/.claude/settings.json. It applies to every Claude Code session and wins over the shell.</source>
        <translation>合并到 ~/.claude/settings.json 中。它对所有 Claude Code 会话生效，并优先于 shell。</translation>
    </message>
    <message>
        <source>Streams one short answer through the relay. It appears on the Activity page.</source>
        <translation>通过中继流式传送一个简短的应答。它会出现在“活动”页。</translation>
    </message>
</context>
<context>
    <name>homeport::ContentsDialog</name>
    <message>
        <source>Contents of a request</source>
        <translation>请求的内容</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Nothing is kept of this request</source>
        <translation>此请求没有保留内容</translation>
    </message>
    <message>
        <source>Its time is over, it was deleted, or its key kept nothing when the request ran.</source>
        <translation>保留期已过、已被删除，或请求运行时其密钥不保留内容。</translation>
    </message>
    <message>
        <source>The contents are sealed</source>
        <translation>内容已封存</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it on the Overview page, then open the contents again.</source>
        <translation>保险库已锁定。请在“概览”页解锁，然后重新打开内容。</translation>
    </message>
    <message>
        <source>The contents could not be read</source>
        <translation>无法读取内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>%1. Kept until %2, then deleted.</source>
        <extracomment>%1: when a request began, %2: until when its contents are kept</extracomment>
        <translation>%1。保留至 %2，之后删除。</translation>
    </message>
</context>
<context>
    <name>homeport::ContentsPane</name>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配</translation>
    </message>
    <message>
        <source>&amp;Head</source>
        <translation>头部(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Indent JSON</source>
        <translation>缩进 JSON(&amp;I)</translation>
    </message>
    <message>
        <source>Copy this text</source>
        <translation>复制此文本</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Find in the contents</source>
        <translation>在内容中查找</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头部</translation>
    </message>
    <message>
        <source>First line and fields; credentials are left out</source>
        <translation>首行和字段；不含凭据</translation>
    </message>
    <message>
        <source>Indent JSON</source>
        <translation>缩进 JSON</translation>
    </message>
    <message>
        <source>Not found</source>
        <extracomment>%1: number of the match that is shown, %2: of how many</extracomment>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%L1 found</source>
        <translation>找到 %L1 处</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 / %L2</translation>
    </message>
</context>
<context>
    <name>homeport::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>homeport::DefaultProxyCard</name>
    <message>
        <source>Default proxy</source>
        <translation>默认代理</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The default proxy was removed: accounts that chose none are stopped. Choose another one, or none.</source>
        <translation>默认代理已被移除：未选择代理的账户已停止。请另选一个，或选择“无”。</translation>
    </message>
    <message>
        <source>Accounts go direct. Proxies are added on the Proxies page.</source>
        <translation>账户直接连接。请在“代理”页添加代理。</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct.</source>
        <translation>未选择代理的账户直连。</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through it. If it fails they stop: nothing goes direct instead.</source>
        <translation>未选择代理的账户经过它。如果它出现故障，这些账户会停止：绝不会改为直连。</translation>
    </message>
</context>
<context>
    <name>homeport::DeleteContentsDialog</name>
    <message>
        <source>Check that Homeport&apos;s files can be written to, then try again.</source>
        <translation>请检查 Homeport 的文件是否可写，然后重试。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what to do; %2: technical details, in English</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Delete contents</source>
        <translation>删除内容</translation>
    </message>
    <message>
        <source>Delete kept contents</source>
        <translation>删除保留的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Delete all kept contents?</source>
        <translation>删除所有保留的内容？</translation>
    </message>
    <message>
        <source>They are deleted for good, together with the key they are sealed under: nobody can read them again. The requests stay listed, with their numbers. Keys that keep contents go on doing so.</source>
        <translation>内容会连同封存它们的密钥一起永久删除：任何人都无法再读取。请求及其数字仍在列表中。已开启保留的密钥会继续保留内容。</translation>
    </message>
    <message>
        <source>The contents were not deleted</source>
        <translation>内容未删除</translation>
    </message>
</context>
<context>
    <name>homeport::DesktopCard</name>
    <message>
        <source>&amp;Start Homeport when you log in to this computer</source>
        <translation>登录此计算机时启动 Homeport(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Hidden: without opening the window</source>
        <translation>隐藏启动：不打开窗口(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves Homeport running in the tray</source>
        <translation>关闭窗口后，Homeport 继续在托盘中运行(&amp;C)</translation>
    </message>
    <message>
        <source>This desktop has no tray: Homeport can neither stay in it nor show notifications.</source>
        <translation>此桌面没有托盘：Homeport 无法驻留其中，也无法显示通知。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Homeport can&apos;t have itself started by this desktop.</source>
        <translation>Homeport 无法让此桌面自动启动它。</translation>
    </message>
    <message>
        <source>Another command is started at the moment: %1. Switch it off and on to start this Homeport.</source>
        <translation>目前启动的是另一个命令：%1。请先关闭再打开此选项，以启动这个 Homeport。</translation>
    </message>
</context>
<context>
    <name>homeport::ExportDialog</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation>再次输入口令(&amp;A)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export accounts</source>
        <translation>导出账户</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>At least %1 characters. Without it nobody opens the file, you neither.</source>
        <translation>至少 %1 个字符。没有口令，任何人都打不开文件，包括您自己。</translation>
    </message>
    <message>
        <source>All accounts with their keys and tokens, in one file sealed under a passphrase.</source>
        <translation>所有账户及其密钥和令牌，存入一个用口令封存的文件。</translation>
    </message>
    <message>
        <source>Choose where it goes.</source>
        <translation>请选择保存位置。</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>至少 %1 个字符。</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>没有导出任何内容</translation>
    </message>
    <message>
        <source>Left out, for their credentials do not open: %1.</source>
        <translation>因凭据无法解开而略过：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts exported</source>
        <translation>
            <numerusform>已导出 %Ln 个账户</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>homeport::FailureRow</name>
    <message>
        <source>moved on</source>
        <translation>已转移</translation>
    </message>
    <message>
        <source>then “%1” took it on</source>
        <translation>随后由“%1”接手</translation>
    </message>
</context>
<context>
    <name>homeport::FirstRunPage</name>
    <message>
        <source>S&amp;kip set-up</source>
        <translation>跳过配置(&amp;K)</translation>
    </message>
    <message>
        <source>Continue later (Escape)</source>
        <translation>以后继续（Escape）</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>Skip set-up</source>
        <translation>跳过配置</translation>
    </message>
    <message>
        <source>It stays in the menu: General, Set up Homeport…</source>
        <translation>它仍在菜单中：常规，配置 Homeport…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: &quot;Set-up, step 2 of 4&quot;, %2: the step&apos;s title; for screen readers</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>完成(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Leave the set-up now?</source>
        <translation>现在离开初始配置吗？</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
</context>
<context>
    <name>homeport::FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>1. Add an account</source>
        <translation>1. 添加账户</translation>
    </message>
    <message>
        <source>Sign in with your browser or paste an API key. It is kept encrypted.</source>
        <translation>用浏览器登录，或粘贴 API 密钥。它会加密保存。</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>添加账户</translation>
    </message>
    <message>
        <source>2. Create a local key</source>
        <translation>2. 创建本地密钥</translation>
    </message>
    <message>
        <source>It lets a tool on this computer use the relay, and nothing else.</source>
        <translation>它只允许此计算机上的一个工具使用中继，别无其他。</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>3. Point a tool here</source>
        <translation>3. 让工具连接到 Homeport</translation>
    </message>
    <message>
        <source>Copy two lines and run the tool: its first request completes this step.</source>
        <translation>复制两行并运行工具：它的第一个请求即完成此步骤。</translation>
    </message>
    <message>
        <source>Show lines</source>
        <translation>显示命令行</translation>
    </message>
    <message>
        <source>%1 (done)</source>
        <translation>%1（已完成）</translation>
    </message>
    <message>
        <source>Guide me</source>
        <translation>引导我</translation>
    </message>
    <message>
        <source>Set up Homeport step by step</source>
        <translation>一步步配置 Homeport</translation>
    </message>
</context>
<context>
    <name>homeport::FreshKeyPanel</name>
    <message>
        <source>Lines for the tool</source>
        <translation>给工具的命令行</translation>
    </message>
    <message>
        <source>Copy these lines with the new key</source>
        <translation>复制含有新密钥的命令行</translation>
    </message>
    <message>
        <source>Give it to the tool</source>
        <translation>把它交给工具</translation>
    </message>
    <message>
        <source>Copying puts the new key in place of %1.</source>
        <translation>复制时会用新密钥替换 %1。</translation>
    </message>
</context>
<context>
    <name>homeport::FurtherWays</name>
    <message>
        <source>Use an API key…</source>
        <translation>使用 API 密钥…</translation>
    </message>
    <message>
        <source>Use a company&apos;s gateway…</source>
        <translation>使用公司的网关…</translation>
    </message>
    <message>
        <source>Claude Code can keep its own login: leave ANTHROPIC_BASE_URL unset where it runs, and it talks to Anthropic without Homeport. A gateway with a sign-in of its own appears in the list above, once its provider file lies in the state folder.</source>
        <translation>Claude Code 可以保留自己的登录：在运行它的地方不设置 ANTHROPIC_BASE_URL，它便不经过 Homeport 直接与 Anthropic 通信。自带登录的网关，只要其提供商文件在状态文件夹中，就会出现在上面的列表中。</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>Without a client id</source>
        <translation>不用客户端 ID</translation>
    </message>
</context>
<context>
    <name>homeport::GroupDialog</name>
    <message>
        <source>Accounts, those that are ticked are in the group</source>
        <translation>账户，勾选的在组中</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Strategy</source>
        <translation>策略(&amp;S)</translation>
    </message>
    <message>
        <source>Add group</source>
        <translation>添加组</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Edit group “%1”</source>
        <translation>编辑组“%1”</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>账户(&amp;A)</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>There is a group of this name already.</source>
        <translation>已有同名的组。</translation>
    </message>
    <message>
        <source>The group was not saved</source>
        <translation>组未保存</translation>
    </message>
</context>
<context>
    <name>homeport::GroupsDialog</name>
    <message>
        <source>No account is in it: its keys reach nothing</source>
        <translation>其中没有账户：它的密钥什么也用不了</translation>
    </message>
    <message>
        <source>&amp;Strategy of keys without a group</source>
        <translation>不属于任何组的密钥的策略(&amp;S)</translation>
    </message>
    <message>
        <source>A&amp;liases of models</source>
        <translation>模型别名(&amp;L)</translation>
    </message>
    <message>
        <source>Save aliases</source>
        <translation>保存别名</translation>
    </message>
    <message>
        <source>Groups, strategy and aliases</source>
        <translation>组、策略和别名</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>No groups. Make one for accounts that stand in for each other, and pin a key to it.</source>
        <translation>没有组。可为能互相替代的账户建立一个组，并将密钥固定到该组。</translation>
    </message>
    <message>
        <source>What a tool asks for = the model that serves, with any key. A key may have aliases of its own, which outweigh these.</source>
        <translation>工具请求的名称 = 实际服务的模型，适用于任何密钥。密钥可以有自己的别名，并优先于这些别名。</translation>
    </message>
    <message>
        <source>Add group…</source>
        <translation>添加组…</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 A session stays on its account while that can serve it.</source>
        <translation>%1只要账户能为会话服务，会话就留在该账户上。</translation>
    </message>
    <message>
        <source>Edit group “%1”</source>
        <translation>编辑组“%1”</translation>
    </message>
    <message>
        <source>Remove group “%1”</source>
        <translation>移除组“%1”</translation>
    </message>
    <message>
        <source>The strategy was not changed</source>
        <translation>策略未更改</translation>
    </message>
    <message>
        <source>The aliases were not saved</source>
        <translation>别名未保存</translation>
    </message>
    <message>
        <source>Remove group “%1”?</source>
        <translation>移除组“%1”？</translation>
    </message>
    <message>
        <source>Its accounts stay. Keys that are pinned to it reach no account until you choose another one for them.</source>
        <translation>其中的账户会保留。固定到此组的密钥在您另选一个组之前用不了任何账户。</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>移除组</translation>
    </message>
    <message>
        <source>The group was not removed</source>
        <translation>组未移除</translation>
    </message>
</context>
<context>
    <name>homeport::HeatMap</name>
    <message>
        <source>Heat map of the year: the arrow keys go through its days</source>
        <translation>全年热力图：用方向键逐日浏览</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>不超过 %1</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
</context>
<context>
    <name>homeport::ImportDialog</name>
    <message>
        <source>Another file…</source>
        <translation>另选文件…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import accounts</source>
        <translation>导入账户</translation>
    </message>
    <message>
        <source>Drop a file of accounts here</source>
        <translation>将账户文件拖到这里</translation>
    </message>
    <message>
        <source>CSV or JSON with a row or an object for each account, or an export of Homeport. You see what would become of each before anything is added.</source>
        <translation>每个账户占一行或一个对象的 CSV 或 JSON 文件，或 Homeport 的导出文件。在添加之前，您会看到每一项的结果。</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the export</source>
        <translation>导出文件的口令(&amp;P)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>文件中的行</translation>
    </message>
    <message>
        <source>&amp;Leave rows with errors out, import the others</source>
        <translation>略过有错误的行，导入其余的(&amp;L)</translation>
    </message>
    <message>
        <source>Leave rows with errors out, import the others</source>
        <translation>略过有错误的行，导入其余的</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>导入进度</translation>
    </message>
    <message>
        <source>Choose a file of accounts</source>
        <translation>选择账户文件</translation>
    </message>
    <message>
        <source>%1: %L2 ready, %L3 there already, %L4 with errors</source>
        <translation>%1：%L2 个可导入，%L3 个已存在，%L4 个有错误</translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln accounts</source>
        <translation>
            <numerusform>导入 %Ln 个账户</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>No account was added.</source>
        <translation>没有添加账户。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts added.</source>
        <translation>
            <numerusform>已添加 %Ln 个账户。</numerusform>
        </translation>
    </message>
    <message>
        <source> Then it was cancelled.</source>
        <translation>随后被取消。</translation>
    </message>
    <message numerus="yes">
        <source> %Ln were there already.</source>
        <translation>
            <numerusform>%Ln 个已存在。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> %Ln were left out for their errors.</source>
        <translation>
            <numerusform>%Ln 个因有错误而略过。</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
</context>
<context>
    <name>homeport::ImportModel</name>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>第 %1 项</translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>已存在：%1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可导入</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>homeport::KeptContentsCard</name>
    <message>
        <source>Delete kept contents…</source>
        <translation>删除保留的内容…</translation>
    </message>
    <message>
        <source>Kept contents</source>
        <translation>保留的内容</translation>
    </message>
    <message>
        <source>It can&apos;t be told what is kept: the file could not be read. %1</source>
        <translation>无法得知保留了什么：文件无法读取。%1</translation>
    </message>
    <message>
        <source>Nothing is kept of what requests and answers hold. It is only where a key&apos;s settings say so.</source>
        <translation>请求和应答的内容均未保留。只有在密钥的设置中开启后才会保留。</translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests were deleted.</source>
        <translation>
            <numerusform>已删除 %Ln 个请求的内容。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::KeyContentsForm</name>
    <message>
        <source>&amp;Keep what requests and answers hold</source>
        <translation>保留请求和应答的内容(&amp;K)</translation>
    </message>
    <message>
        <source>Keep what requests and answers hold</source>
        <translation>保留请求和应答的内容</translation>
    </message>
    <message>
        <source>For days</source>
        <translation>保留天数</translation>
    </message>
    <message>
        <source>Then it is deleted.</source>
        <translation>之后删除。</translation>
    </message>
    <message>
        <source>KiB of each</source>
        <translation>每项 KiB</translation>
    </message>
    <message>
        <source>What comes later in a request or an answer is not kept.</source>
        <translation>请求或应答中超出的部分不保留。</translation>
    </message>
    <message>
        <source>MiB in all</source>
        <translation>总计 MiB</translation>
    </message>
    <message>
        <source>Beyond it the oldest go first.</source>
        <translation>超出后先删除最旧的。</translation>
    </message>
    <message>
        <source>Off unless you turn it on. Prompts, code and answers of everyone who uses this key will lie there: sealed on this computer, deleted after the days you set, and not part of a backup.</source>
        <translation>除非您开启，否则关闭。使用此密钥的所有人的提示、代码和应答都会存放在那里：封存在此计算机上，到您设置的天数后删除，且不包含在备份中。</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>1 to %1.</source>
        <translation>1 至 %1。</translation>
    </message>
</context>
<context>
    <name>homeport::KeyEditor</name>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Pro&amp;ject</source>
        <translation>项目(&amp;J)</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新密钥</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>编辑“%1”</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>What its usage is counted under.</source>
        <translation>其用量计入的项目。</translation>
    </message>
    <message>
        <source>Its limits can&apos;t be read</source>
        <translation>无法读取它的限额</translation>
    </message>
    <message>
        <source>Nothing passes with this key. Saving gives it the limits below instead. %1</source>
        <translation>此密钥无法通过任何请求。保存后会改用下面的限额。%1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>已有同名的密钥。</translation>
    </message>
    <message>
        <source>No control characters, please.</source>
        <translation>请勿使用控制字符。</translation>
    </message>
    <message>
        <source>The key was not created</source>
        <translation>密钥未创建</translation>
    </message>
    <message>
        <source>The key was not saved</source>
        <translation>密钥未保存</translation>
    </message>
</context>
<context>
    <name>homeport::KeyExpiryForm</name>
    <message>
        <source>&amp;Last day</source>
        <translation>最后一天(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Days</source>
        <translation>天数(&amp;D)</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>On a date</source>
        <translation>在某个日期</translation>
    </message>
    <message>
        <source>Some days after its first use</source>
        <translation>首次使用若干天后</translation>
    </message>
    <message>
        <source>Whichever of both comes first</source>
        <translation>以两者中较早的为准</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Days after its first use</source>
        <translation>首次使用后的天数</translation>
    </message>
    <message>
        <source>Year-month-day; valid to its end.</source>
        <translation>年-月-日；有效至当天结束。</translation>
    </message>
    <message>
        <source>&amp;Expires</source>
        <translation>过期(&amp;E)</translation>
    </message>
    <message>
        <source>First used %1.</source>
        <translation>首次使用于 %1。</translation>
    </message>
    <message>
        <source>A date such as 2027-12-31.</source>
        <translation>日期，例如 2027-12-31。</translation>
    </message>
    <message>
        <source>This day is over.</source>
        <translation>这一天已经过去。</translation>
    </message>
    <message>
        <source>1 to 3650.</source>
        <translation>1 至 3650。</translation>
    </message>
</context>
<context>
    <name>homeport::KeyForm</name>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>&amp;Name of the new key, for instance the tool that will use it</source>
        <translation>新密钥的名称，例如将使用它的工具(&amp;N)</translation>
    </message>
    <message>
        <source>Name of the new key</source>
        <translation>新密钥的名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
</context>
<context>
    <name>homeport::KeyLimitsForm</name>
    <message>
        <source>Rates</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Leave a line empty for no limit. 200k and 1.5M are understood.</source>
        <translation>留空表示不限制。可以输入 200k 和 1.5M。</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>每分钟请求数</translation>
    </message>
    <message>
        <source>Requests an hour</source>
        <translation>每小时请求数</translation>
    </message>
    <message>
        <source>Requests a day</source>
        <translation>每天请求数</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>每分钟 Token 数</translation>
    </message>
    <message>
        <source>Tokens a day</source>
        <translation>每天 Token 数</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>并发请求数</translation>
    </message>
    <message>
        <source>Further requests wait in turn for a free place, or are refused.</source>
        <translation>超出的请求依次等待空闲名额，或被拒绝。</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>May wait</source>
        <translation>允许等待</translation>
    </message>
    <message>
        <source>Wait, seconds</source>
        <translation>等待秒数</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>In US dollars, by local days, weeks from Monday, and months. Models without a price are refused then.</source>
        <translation>以美元计，按本地时间的日、周（从星期一起）和月计算。设置后，没有价格的模型会被拒绝。</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>A week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>A month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>总计</translation>
    </message>
</context>
<context>
    <name>homeport::KeyList</name>
    <message>
        <source>Filter keys</source>
        <translation>筛选密钥</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Show revoked keys (%L1)</source>
        <translation>显示已吊销的密钥（%L1）</translation>
    </message>
    <message>
        <source>No key is valid now.</source>
        <translation>目前没有有效的密钥。</translation>
    </message>
    <message>
        <source>No key matches the filter.</source>
        <translation>没有符合筛选条件的密钥。</translation>
    </message>
    <message>
        <source>Show more (%L1 of %L2 shown)</source>
        <translation>显示更多（已显示 %L1 / %L2）</translation>
    </message>
</context>
<context>
    <name>homeport::KeyListRow</name>
    <message>
        <source>Nothing passes until it gets new limits. %1</source>
        <translation>在获得新限额之前，任何请求都无法通过。%1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Requests with key “%1”</source>
        <translation>使用密钥“%1”的请求</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>编辑“%1”</translation>
    </message>
    <message>
        <source>Revoke key “%1”</source>
        <translation>吊销密钥“%1”</translation>
    </message>
</context>
<context>
    <name>homeport::KeyScopeForm</name>
    <message>
        <source>Providers</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>claude-sonnet-* or a whole name</source>
        <translation>claude-sonnet-* 或完整名称</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>A&amp;liases of models</source>
        <translation>模型别名(&amp;L)</translation>
    </message>
    <message>
        <source>Group of accounts</source>
        <translation>账户组</translation>
    </message>
    <message>
        <source>&amp;Providers</source>
        <translation>提供商(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>账户(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Group of accounts</source>
        <translation>账户组(&amp;G)</translation>
    </message>
    <message>
        <source>A group brings its own strategy. Groups are made on the Accounts page.</source>
        <translation>组自带策略。请在“账户”页建立组。</translation>
    </message>
    <message>
        <source>An asterisk stands for any text.</source>
        <translation>星号代表任意文本。</translation>
    </message>
    <message>
        <source>What a tool asks for = the model that serves, for this key only. Of the request, the model&apos;s name is changed, and nothing else.</source>
        <translation>工具请求的名称 = 实际服务的模型，仅用于此密钥。请求中只更改模型的名称，其他一概不变。</translation>
    </message>
    <message>
        <source>What it may use</source>
        <translation>它可以使用什么</translation>
    </message>
    <message>
        <source>Where nothing is chosen, everything is allowed.</source>
        <translation>未选择任何项时，全部允许。</translation>
    </message>
    <message>
        <source>%1, those that are ticked are allowed</source>
        <translation>%1，勾选的为允许</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>无组</translation>
    </message>
    <message>
        <source>A name of a model has no control characters.</source>
        <translation>模型名称不含控制字符。</translation>
    </message>
    <message>
        <source>At most 1,000 models.</source>
        <translation>最多 1,000 个模型。</translation>
    </message>
</context>
<context>
    <name>homeport::KeysCard</name>
    <message>
        <source>All keys and limits</source>
        <translation>所有密钥和限额</translation>
    </message>
    <message>
        <source>Create key…</source>
        <translation>创建密钥…</translation>
    </message>
    <message>
        <source>A tool needs a key to use the relay. Create one for each tool, so that you can take it back alone.</source>
        <translation>工具需要密钥才能使用中继。请为每个工具各建一个，以便单独收回。</translation>
    </message>
    <message>
        <source>Local keys</source>
        <translation>本地密钥</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>已有同名的密钥。</translation>
    </message>
    <message>
        <source>Revoke “%1”?</source>
        <translation>吊销“%1”？</translation>
    </message>
    <message>
        <source>Tools that use this key are refused from now on. This can&apos;t be undone.</source>
        <translation>使用此密钥的工具从现在起会被拒绝。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Revoke key</source>
        <translation>吊销密钥</translation>
    </message>
    <message>
        <source>The key could not be revoked. %1</source>
        <translation>无法吊销密钥。%1</translation>
    </message>
    <message>
        <source>All %L1 keys</source>
        <translation>全部 %L1 个密钥</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>Revoke key “%1”</source>
        <translation>吊销密钥“%1”</translation>
    </message>
</context>
<context>
    <name>homeport::KeysPage</name>
    <message>
        <source>New key…</source>
        <translation>新建密钥…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>No keys yet</source>
        <translation>还没有密钥</translation>
    </message>
    <message>
        <source>A tool needs a key to use the relay; without one nothing on this computer gets in. A key can be limited to some accounts, to a rate and to an amount of money.</source>
        <translation>工具需要密钥才能使用中继；没有密钥，此计算机上的任何程序都无法进入。可以将密钥限制于某些账户、某个速率和某个金额。</translation>
    </message>
    <message>
        <source>The key was not created</source>
        <translation>密钥未创建</translation>
    </message>
</context>
<context>
    <name>homeport::LimitsCard</name>
    <message>
        <source>Un-park now</source>
        <translation>立即结束冷却</translation>
    </message>
    <message>
        <source>Nothing is known yet. Providers say it with their answers; it is never guessed.</source>
        <translation>目前尚无数据。提供商会在应答中说明；绝不猜测。</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>配额</translation>
    </message>
</context>
<context>
    <name>homeport::LinesCard</name>
    <message>
        <source>Make a key for it</source>
        <translation>为它生成密钥</translation>
    </message>
    <message>
        <source>Lines for it</source>
        <translation>给它的代码行</translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation>复制这些行</translation>
    </message>
    <message>
        <source>What the lines are for</source>
        <translation>代码行的用途</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>No key was made. %1</source>
        <translation>没有生成密钥。%1</translation>
    </message>
    <message>
        <source>Every program that takes an address and a key can use Homeport: scripts with an SDK, shells, curl. “Make a key for it” makes one for it; copying puts that key where %1 stands.</source>
        <translation>凡是接受地址和密钥的程序都可以使用 Homeport：使用 SDK 的脚本、shell、curl。“为它生成密钥”会为其生成一个密钥；复制时会用该密钥替换 %1。</translation>
    </message>
</context>
<context>
    <name>homeport::ListenCard</name>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Second address</source>
        <translation>第二地址(&amp;S)</translation>
    </message>
    <message>
        <source>Listen on [::1] too, where there is IPv6</source>
        <translation>在有 IPv6 的环境中也侦听 [::1]</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Second address</source>
        <translation>第二地址</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>in the empty line of the second address</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Homeport listens on this computer alone. Tools reach it at:</source>
        <translation>Homeport 只在此计算机上侦听。工具通过以下地址访问它：</translation>
    </message>
    <message>
        <source>%1, usually %2</source>
        <translation>%1，默认 %2</translation>
    </message>
    <message>
        <source>For a tool that must not share the first one, such as 127.0.0.2.</source>
        <translation>用于不能共用第一个地址的工具，例如 127.0.0.2。</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>No request runs at the moment.</source>
        <translation>目前没有请求在运行。</translation>
    </message>
    <message>
        <source>The request that runs goes on.</source>
        <translation>正在运行的请求会继续。</translation>
    </message>
    <message>
        <source>The %L1 requests that run go on.</source>
        <translation>正在运行的 %L1 个请求会继续。</translation>
    </message>
    <message>
        <source>%1 Tools need the new address from then on: set them up again.</source>
        <translation>%1此后工具需要使用新地址：请重新配置它们。</translation>
    </message>
    <message>
        <source>A whole number, %1.</source>
        <translation>整数，%1。</translation>
    </message>
    <message>
        <source>An address of this computer that begins with 127, such as 127.0.0.2; or nothing.</source>
        <translation>此计算机上以 127 开头的地址，例如 127.0.0.2；或留空。</translation>
    </message>
    <message>
        <source>Nothing was changed: another program uses this port. Choose another one.</source>
        <translation>没有做任何更改：另一个程序正在使用此端口。请另选一个。</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>没有做任何更改。%1</translation>
    </message>
    <message>
        <source>Homeport listens there now.</source>
        <translation>Homeport 现已在该处侦听。</translation>
    </message>
    <message>
        <source>Homeport listens there once you resume it.</source>
        <translation>恢复 Homeport 后，它将在该处侦听。</translation>
    </message>
</context>
<context>
    <name>homeport::LoggingCard</name>
    <message>
        <source>What is logged</source>
        <translation>记录的内容</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>错误和警告</translation>
    </message>
    <message>
        <source>What happens, in short</source>
        <translation>简要记录发生的事</translation>
    </message>
    <message>
        <source>Everything, to find a fault</source>
        <translation>全部，用于排查故障</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>It goes to standard error, where the system&apos;s journal finds it. Keys, tokens and contents are never in it.</source>
        <translation>日志写入标准错误输出，由系统日志收录。其中绝不包含密钥、令牌和内容。</translation>
    </message>
</context>
<context>
    <name>homeport::LoginRow</name>
    <message>
        <source>Name of its key</source>
        <translation>其密钥的名称</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Name of the key for code %1</source>
        <translation>代码 %1 的密钥名称</translation>
    </message>
    <message>
        <source>Deny code %1</source>
        <translation>拒绝代码 %1</translation>
    </message>
    <message>
        <source>Approve code %1</source>
        <translation>批准代码 %1</translation>
    </message>
    <message>
        <source>Unnamed tool</source>
        <translation>未命名的工具</translation>
    </message>
    <message>
        <source>The code has ended</source>
        <translation>代码已失效</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
</context>
<context>
    <name>homeport::MainWindow</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Proxies</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools wait to sign in</source>
        <translation>
            <numerusform>%Ln 个工具等待登录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new programs ask to be allowed</source>
        <translation>
            <numerusform>%Ln 个新程序请求许可</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>常规(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Import accounts…</source>
        <translation>导入账户(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export accounts…</source>
        <translation>导出账户(&amp;E)…</translation>
    </message>
    <message>
        <source>Close to &amp;tray</source>
        <translation>关闭到托盘(&amp;T)</translation>
    </message>
    <message>
        <source>Closing the window leaves Homeport running in the tray</source>
        <translation>关闭窗口后，Homeport 继续在托盘中运行</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>语言(&amp;N)</translation>
    </message>
    <message>
        <source>Changes when Homeport starts again</source>
        <translation>下次启动 Homeport 时生效</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概览(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>账户(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>密钥(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Proxies</source>
        <translation>代理(&amp;P)</translation>
    </message>
    <message>
        <source>A&amp;ctivity</source>
        <translation>活动(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Usage</source>
        <translation>用量(&amp;U)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Desktop and notifications…</source>
        <translation>桌面和通知(&amp;D)…</translation>
    </message>
    <message>
        <source>All co&amp;mmands…</source>
        <translation>所有命令(&amp;M)…</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>新建密钥…</translation>
    </message>
    <message>
        <source>Add an account by its API key…</source>
        <translation>用 API 密钥添加账户…</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>中继</translation>
    </message>
    <message>
        <source>Copy address %1</source>
        <translation>复制地址 %1</translation>
    </message>
    <message>
        <source>Pause Homeport: let no tool connect</source>
        <translation>暂停 Homeport：不让工具连接</translation>
    </message>
    <message>
        <source>Resume Homeport: let tools connect</source>
        <translation>恢复 Homeport：允许工具连接</translation>
    </message>
    <message>
        <source>Show account %1</source>
        <translation>显示账户 %1</translation>
    </message>
    <message>
        <source>Resume account %1</source>
        <translation>恢复账户 %1</translation>
    </message>
    <message>
        <source>Pause account %1</source>
        <translation>暂停账户 %1</translation>
    </message>
    <message>
        <source>Homeport, demo</source>
        <translation>Homeport（演示）</translation>
    </message>
    <message>
        <source>&amp;Set up Homeport…</source>
        <translation>配置 Homeport(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>homeport::NameRow</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>重命名“%1”</translation>
    </message>
</context>
<context>
    <name>homeport::NavigationBar</name>
    <message>
        <source>Listening</source>
        <translation>正在侦听</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <extracomment>tooltip of a navigation button: page and its shortcut
----------
tooltip of a navigation button: page, its shortcut, and what waits there</extracomment>
        <translation>%1（Ctrl+%2）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>homeport::NavigationButton</name>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: a page, %2: what waits there</extracomment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>homeport::NewKeyPanel</name>
    <message>
        <source>new key</source>
        <translation>新密钥</translation>
    </message>
    <message>
        <source>Copy new key</source>
        <translation>复制新密钥</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Key “%1” created</source>
        <translation>密钥“%1”已创建</translation>
    </message>
    <message>
        <source>Copy it now: for your safety it can&apos;t be shown again. The lines below copy with it.</source>
        <translation>请立即复制：为了您的安全，它不会再次显示。下面的命令行会连同它一起复制。</translation>
    </message>
</context>
<context>
    <name>homeport::NoticeForm</name>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Tell when so much is used</source>
        <translation>用量达到此值时通知</translation>
    </message>
    <message>
        <source>Tell again when so much is used</source>
        <translation>用量达到此值时再次通知</translation>
    </message>
    <message>
        <source>&amp;Quiet from</source>
        <translation>免打扰，从(&amp;Q)</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>免打扰开始时间</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>免打扰结束时间</translation>
    </message>
    <message>
        <source>What comes in quiet hours is told afterwards, if it still holds then.</source>
        <translation>免打扰时段内的事项若届时仍然存在，会在时段结束后通知。</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>免打扰时段</translation>
    </message>
    <message>
        <source>An account needs a new &amp;sign-in or another key</source>
        <translation>账户需要重新登录或更换密钥(&amp;N)</translation>
    </message>
    <message>
        <source>A &amp;proxy is down</source>
        <translation>代理出现故障(&amp;P)</translation>
    </message>
    <message>
        <source>A quota &amp;window is nearly used</source>
        <translation>配额窗口即将用完(&amp;W)</translation>
    </message>
    <message>
        <source>A key&apos;s &amp;budget is nearly spent, or spent</source>
        <translation>密钥的预算即将用完或已用完(&amp;B)</translation>
    </message>
    <message>
        <source>Nearly means</source>
        <translation>“即将用完”的比例</translation>
    </message>
    <message>
        <source>and, of a quota, again at</source>
        <translation>配额再次通知的比例</translation>
    </message>
    <message>
        <source>until</source>
        <translation>至</translation>
    </message>
</context>
<context>
    <name>homeport::NumberField</name>
    <message>
        <source>no limit</source>
        <extracomment>in the empty line of a limit</extracomment>
        <translation>不限</translation>
    </message>
    <message>
        <source>A whole number, such as 60 or 200k.</source>
        <translation>整数，例如 60 或 200k。</translation>
    </message>
    <message>
        <source>An amount in dollars, such as 2.50.</source>
        <translation>美元金额，例如 2.50。</translation>
    </message>
    <message>
        <source>More than 0, or empty for no limit.</source>
        <translation>大于 0，留空表示不限。</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>最多 %1。</translation>
    </message>
</context>
<context>
    <name>homeport::OverviewPage</name>
    <message>
        <source>Demo mode</source>
        <translation>演示模式</translation>
    </message>
    <message>
        <source>Answers come from a simulated provider on this computer. Nothing you do here is kept.</source>
        <translation>应答来自此计算机上的模拟提供商。您在这里所做的一切都不会保留。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>homeport::OwnerDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Organization of “%1”</source>
        <translation>“%1”的组织</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>未保存</translation>
    </message>
</context>
<context>
    <name>homeport::OwnerFields</name>
    <message>
        <source>Organization and project</source>
        <translation>组织和项目</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Or&amp;ganization (optional)</source>
        <translation>组织（可选）(&amp;G)</translation>
    </message>
    <message>
        <source>Pro&amp;ject (optional)</source>
        <translation>项目（可选）(&amp;J)</translation>
    </message>
    <message>
        <source>Whom requests count for. Empty: whom the key or the tool says.</source>
        <translation>请求计入的组织和项目。留空：以密钥或工具指明的为准。</translation>
    </message>
    <message>
        <source>An id is short, and has no blanks or foreign letters.</source>
        <translation>ID 较短，且不含空格或非英文字符。</translation>
    </message>
</context>
<context>
    <name>homeport::PassphraseForm</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Passphrase of the backups</source>
        <translation>备份的口令</translation>
    </message>
    <message>
        <source>At least %1 characters. Without it nobody opens a backup, you neither.</source>
        <translation>至少 %1 个字符。没有口令，任何人都打不开备份，包括您自己。</translation>
    </message>
    <message>
        <source>Save passphrase</source>
        <translation>保存口令</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>至少 %1 个字符。</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
</context>
<context>
    <name>homeport::PatternList</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>%1: one to add</source>
        <translation>%1：要添加的一项</translation>
    </message>
    <message>
        <source>%1: add</source>
        <translation>%1：添加</translation>
    </message>
    <message>
        <source>%1: remove the selected one</source>
        <translation>%1：移除选中的一项</translation>
    </message>
</context>
<context>
    <name>homeport::PendingLogins</name>
    <message>
        <source>Waiting to sign in</source>
        <translation>等待登录</translation>
    </message>
    <message>
        <source>Approve a code only if a tool of yours shows you the same one just now. The tool gets a key of its own.</source>
        <translation>只有当您的工具此刻显示相同的代码时才批准。该工具会得到自己的密钥。</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>已有同名的密钥。</translation>
    </message>
    <message>
        <source>The code has ended: let the tool ask again.</source>
        <translation>代码已失效：请让工具重新请求。</translation>
    </message>
</context>
<context>
    <name>homeport::PendingPrograms</name>
    <message>
        <source>New programs</source>
        <translation>新程序</translation>
    </message>
    <message>
        <source>These programs have a key and want to use Homeport for the first time. Allow those you know; you are asked once for each.</source>
        <translation>这些程序持有密钥，想首次使用 Homeport。请允许您认识的程序；每个程序只询问一次。</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Waits for your answer, %1 left</source>
        <translation>等待您的答复，剩余 %1</translation>
    </message>
    <message>
        <source>Was refused because nobody answered; it may try again once you allow it</source>
        <translation>因无人答复而被拒绝；您允许后它可以重试</translation>
    </message>
</context>
<context>
    <name>homeport::PricesCard</name>
    <message>
        <source>Check for new prices</source>
        <translation>检查新价格</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>%L1 models have a price; the list is of %2.</source>
        <translation>%L1 个模型有价格；列表版本为 %2。</translation>
    </message>
    <message>
        <source>It was fetched from %1 on %2.</source>
        <translation>于 %2 从 %1 获取。</translation>
    </message>
    <message>
        <source>Prices of your own lie on top and stay.</source>
        <translation>您自己的价格优先，并会保留。</translation>
    </message>
    <message>
        <source>Fetching the list that LiteLLM publishes…</source>
        <translation>正在获取 LiteLLM 发布的列表…</translation>
    </message>
    <message>
        <source>No list was fetched. %1</source>
        <translation>没有获取到列表。%1</translation>
    </message>
    <message>
        <source>The prices are those of the newest list.</source>
        <translation>当前价格与最新列表一致。</translation>
    </message>
    <message>
        <source>The new prices are used from now on.</source>
        <translation>从现在起使用新价格。</translation>
    </message>
    <message>
        <source>There are new prices: check again to look at them.</source>
        <translation>有新价格：请再次检查以查看。</translation>
    </message>
</context>
<context>
    <name>homeport::PricesDialog</name>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>your own price stays</source>
        <translation>保留您自己的价格</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <extracomment>what a million tokens cost: %1 those of a prompt, %2 those of an answer</extracomment>
        <translation>输入 %1，输出 %2</translation>
    </message>
    <message>
        <source>New prices</source>
        <translation>新价格</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use these prices</source>
        <translation>使用这些价格</translation>
    </message>
    <message>
        <source>One price changes</source>
        <translation>一个价格有变化</translation>
    </message>
    <message>
        <source>%L1 prices change</source>
        <translation>%L1 个价格有变化</translation>
    </message>
    <message>
        <source>In dollars for a million tokens. The list is of %1, from %2. Requests that were made keep what they cost.</source>
        <translation>单位为美元每百万 Token。列表版本为 %1，来自 %2。已完成的请求保留原有费用。</translation>
    </message>
    <message>
        <source>%L1 entries can&apos;t be told exactly and are left out, such as %2.</source>
        <translation>%L1 个条目无法准确判断，已略过，例如 %2。</translation>
    </message>
</context>
<context>
    <name>homeport::ProgramsCard</name>
    <message>
        <source>&amp;Ask before a program uses Homeport for the first time</source>
        <translation>程序首次使用 Homeport 前询问(&amp;A)</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>A request of a program that is not allowed yet waits up to 30 seconds for your answer. Scripts count as their interpreter, such as node or python.</source>
        <translation>尚未获准的程序的请求最多等待您答复 30 秒。脚本按其解释器计，例如 node 或 python。</translation>
    </message>
    <message>
        <source>Allowed since %1</source>
        <translation>自 %1 起允许</translation>
    </message>
    <message>
        <source>Denied since %1</source>
        <translation>自 %1 起拒绝</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允许</translation>
    </message>
</context>
<context>
    <name>homeport::ProxiesPage</name>
    <message>
        <source>Proxies</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Direct hosts…</source>
        <translation>直连主机…</translation>
    </message>
    <message>
        <source>Hosts that are reached directly</source>
        <translation>直接访问的主机</translation>
    </message>
    <message>
        <source>Add proxy…</source>
        <translation>添加代理…</translation>
    </message>
    <message>
        <source>No proxies</source>
        <translation>没有代理</translation>
    </message>
    <message>
        <source>Accounts go direct. Add a proxy where your network wants one, or where an account must always leave from the same address. If a proxy fails, its accounts stop: nothing ever goes direct instead.</source>
        <translation>账户直接连接。如果您的网络需要代理，或某个账户必须始终从同一地址发出，请添加代理。代理故障时，其账户停止：绝不会改为直连。</translation>
    </message>
    <message>
        <source>The default proxy was removed: accounts that chose none are stopped. Make another one the default.</source>
        <translation>默认代理已被移除：未选择代理的账户已停止。请将另一个设为默认。</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct.</source>
        <translation>未选择代理的账户直连。</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through “%1”.</source>
        <translation>未选择代理的账户经过“%1”。</translation>
    </message>
    <message>
        <source>%1 leave from %2.</source>
        <translation>%1 从 %2 发出。</translation>
    </message>
    <message>
        <source> and </source>
        <translation> 和 </translation>
    </message>
    <message>
        <source>Accounts share an address</source>
        <translation>多个账户共用一个地址</translation>
    </message>
    <message>
        <source>%1 Their provider sees them as one place.</source>
        <translation>%1提供商会把它们视为同一处。</translation>
    </message>
    <message>
        <source>The default was not changed</source>
        <translation>默认代理未更改</translation>
    </message>
    <message>
        <source>No account goes through it.</source>
        <translation>没有账户经过它。</translation>
    </message>
    <message>
        <source>%1 stop until you choose another way for them. Nothing goes direct instead.</source>
        <translation>%1 会停止，直到您为它们选择其他方式。绝不会改为直连。</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>移除“%1”？</translation>
    </message>
    <message>
        <source>%1 Its saved login is deleted. This can&apos;t be undone.</source>
        <translation>%1其保存的登录信息会被删除。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Remove proxy</source>
        <translation>移除代理</translation>
    </message>
    <message>
        <source>The proxy was not removed</source>
        <translation>代理未移除</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyChoiceDialog</name>
    <message>
        <source>a removed proxy</source>
        <translation>已移除的代理</translation>
    </message>
    <message>
        <source>Direct</source>
        <translation>直连</translation>
    </message>
    <message>
        <source>Default: direct</source>
        <translation>默认：直连</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>默认：%1</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>，然后 </translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Proxy of “%1”</source>
        <translation>“%1”的代理</translation>
    </message>
    <message>
        <source>&amp;Direct, without a proxy</source>
        <translation>直连，不用代理(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;These proxies, in this order</source>
        <translation>按此顺序使用这些代理(&amp;T)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>下移(&amp;W)</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Proxy of the new account</source>
        <translation>新账户的代理</translation>
    </message>
    <message>
        <source>D&amp;efault: direct at the moment</source>
        <translation>默认：目前为直连(&amp;E)</translation>
    </message>
    <message>
        <source>D&amp;efault: it was removed</source>
        <translation>默认：已被移除(&amp;E)</translation>
    </message>
    <message>
        <source>D&amp;efault: “%1” at the moment</source>
        <translation>默认：目前为“%1”(&amp;E)</translation>
    </message>
    <message>
        <source>Proxies, those that are ticked are used</source>
        <translation>代理，勾选的会被使用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The first one that works is used. If none does, the account stops; nothing goes direct instead.</source>
        <translation>使用第一个可用的代理。如果都不可用，账户停止；绝不会改为直连。</translation>
    </message>
    <message>
        <source>(removed)</source>
        <translation>（已移除）</translation>
    </message>
    <message>
        <source>The choice was not saved</source>
        <translation>选择未保存</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyChoiceField</name>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Change the proxy</source>
        <translation>更改代理</translation>
    </message>
    <message>
        <source>Proxy: %1</source>
        <translation>代理：%1</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyDialog</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>&amp;Keep the saved login</source>
        <translation>保留已保存的登录信息(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>主机(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Login</source>
        <translation>登录名(&amp;L)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add proxy</source>
        <translation>添加代理</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>编辑“%1”</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Keep the saved login</source>
        <translation>保留已保存的登录信息</translation>
    </message>
    <message>
        <source>Or paste a whole address: socks5://user:password@host:1080</source>
        <translation>或粘贴完整地址：socks5://user:password@host:1080</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer; any characters will do.</source>
        <translation>加密保存在此计算机上；任意字符均可。</translation>
    </message>
    <message>
        <source>K&amp;ind</source>
        <translation>类型(&amp;I)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>There is a proxy of this name already.</source>
        <translation>已有同名的代理。</translation>
    </message>
    <message>
        <source>Type the proxy&apos;s name or address.</source>
        <translation>请输入代理的名称或地址。</translation>
    </message>
    <message>
        <source>1 to 65535.</source>
        <translation>1 至 65535。</translation>
    </message>
    <message>
        <source>A password needs a login.</source>
        <translation>有密码就需要登录名。</translation>
    </message>
    <message>
        <source>The proxy was not saved</source>
        <translation>代理未保存</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyListRow</name>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Make default</source>
        <translation>设为默认</translation>
    </message>
    <message>
        <source>with a login</source>
        <translation>有登录信息</translation>
    </message>
    <message>
        <source>without a login</source>
        <translation>无登录信息</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: with or without a login, %2: the accounts</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Unset default</source>
        <translation>取消默认</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct then</source>
        <translation>此后，未选择代理的账户直连</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through it then</source>
        <translation>此后，未选择代理的账户经过它</translation>
    </message>
    <message>
        <source>“%1” is the default no more</source>
        <translation>不再将“%1”作为默认</translation>
    </message>
    <message>
        <source>Make “%1” the default</source>
        <translation>将“%1”设为默认</translation>
    </message>
    <message>
        <source>Test “%1”</source>
        <translation>测试“%1”</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>编辑“%1”</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
</context>
<context>
    <name>homeport::RecoveryCard</name>
    <message>
        <source>recovery code</source>
        <translation>恢复代码</translation>
    </message>
    <message>
        <source>Copy recovery code</source>
        <translation>复制恢复代码</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>生成代码</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>我已保存好</translation>
    </message>
    <message>
        <source>No recovery code was made</source>
        <translation>没有生成恢复代码</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>您的恢复代码</translation>
    </message>
    <message>
        <source>Write it down or print it, and keep it away from this computer: it can&apos;t be shown again. It opens this vault when its key is lost: homeportctl vault recover.</source>
        <translation>请抄写或打印，并存放在此计算机之外：它不会再次显示。当保险库的密钥丢失时，用它可以打开此保险库：homeportctl vault recover。</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>生成恢复代码</translation>
    </message>
    <message>
        <source>Your credentials are sealed under a key that only this computer has. If that key is lost, a recovery code on paper brings them back.</source>
        <translation>您的凭据用只有此计算机拥有的密钥封存。如果该密钥丢失，写在纸上的恢复代码可以把它们找回。</translation>
    </message>
    <message>
        <source>Save recovery code to a file</source>
        <translation>将恢复代码保存到文件</translation>
    </message>
    <message>
        <source>Save recovery code</source>
        <translation>保存恢复代码</translation>
    </message>
    <message>
        <source>Saved as %1. Move it away from this computer.</source>
        <translation>已保存为 %1。请把它移到此计算机之外。</translation>
    </message>
    <message>
        <source>There is a file of this name already, and it was left alone. Choose another name.</source>
        <translation>已有同名文件，未作改动。请选择其他名称。</translation>
    </message>
    <message>
        <source>It was not saved. %1</source>
        <translation>未保存。%1</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>跳过，继续</translation>
    </message>
</context>
<context>
    <name>homeport::RelayCard</name>
    <message>
        <source>Copy endpoint</source>
        <translation>复制端点</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>中继</translation>
    </message>
    <message>
        <source>running</source>
        <translation>个运行中</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>个请求</translation>
    </message>
    <message>
        <source>active accounts</source>
        <translation>个可用账户</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
</context>
<context>
    <name>homeport::RelayStep</name>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use another port…</source>
        <translation>使用其他端口…</translation>
    </message>
    <message>
        <source>Address for tools</source>
        <translation>供工具使用的地址</translation>
    </message>
    <message>
        <source>One address for every tool</source>
        <translation>所有工具共用一个地址</translation>
    </message>
    <message>
        <source>Point your tools at Homeport instead of at a provider. It checks the tool&apos;s key, picks one of your accounts, and passes the request and its answer on, byte for byte.</source>
        <translation>让您的工具指向 Homeport，而不是提供商。它检查工具的密钥，选取您的一个账户，并逐字节转交请求和应答。</translation>
    </message>
</context>
<context>
    <name>homeport::ReplaceKeyDialog</name>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API 密钥(&amp;K)</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>获取密钥</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>使用此密钥</translation>
    </message>
    <message>
        <source>The new key takes the place of the present key of “%1”. Name, settings and history stay.</source>
        <translation>新密钥会取代“%1”当前的密钥。名称、设置和历史记录会保留。</translation>
    </message>
    <message>
        <source>Enter new key</source>
        <translation>输入新密钥</translation>
    </message>
    <message>
        <source>It takes the place of the present key of “%1”. Name, settings and history stay.</source>
        <translation>它会取代“%1”当前的密钥。名称、设置和历史记录会保留。</translation>
    </message>
    <message>
        <source>Get a key from %1</source>
        <translation>从 %1 获取密钥</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No browser could be opened. Keys are made at %1</source>
        <translation>无法打开浏览器。请在此处创建密钥：%1</translation>
    </message>
    <message>
        <source>The key was not stored</source>
        <translation>密钥未保存</translation>
    </message>
</context>
<context>
    <name>homeport::RequestContents</name>
    <message>
        <source>Show contents</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Edit key…</source>
        <translation>编辑密钥…</translation>
    </message>
    <message>
        <source>Kept until %1</source>
        <translation>保留至 %1</translation>
    </message>
    <message>
        <source>Its key keeps contents: they are here once it has ended.</source>
        <translation>其密钥会保留内容：请求结束后会显示在这里。</translation>
    </message>
    <message>
        <source>They are sealed and the vault is locked. Unlock it on the Overview page.</source>
        <translation>内容已封存且保险库已锁定。请在“概览”页解锁。</translation>
    </message>
    <message>
        <source>Edit key “%1”</source>
        <translation>编辑密钥“%1”</translation>
    </message>
    <message>
        <source>None are kept of this request.</source>
        <translation>此请求没有保留内容。</translation>
    </message>
    <message>
        <source>None are kept of this request, or not any more.</source>
        <translation>此请求没有保留内容，或已不再保留。</translation>
    </message>
    <message>
        <source>This key keeps no contents.</source>
        <translation>此密钥不保留内容。</translation>
    </message>
</context>
<context>
    <name>homeport::RequestDetail</name>
    <message>
        <source>%1, answered by %2</source>
        <extracomment>%1: the model that was asked for, %2: the one that answered</extracomment>
        <translation>%1，由 %2 应答</translation>
    </message>
    <message>
        <source>%1, by the prices of %2</source>
        <extracomment>%1: an amount of money, %2: the version of a list of prices: a date and whose it is</extracomment>
        <translation>%1，按 %2 的价格</translation>
    </message>
    <message>
        <source>Why this account?</source>
        <translation>为何是这个账户？</translation>
    </message>
    <message>
        <source>Selected request</source>
        <translation>选中的请求</translation>
    </message>
    <message>
        <source>Facts about the request</source>
        <translation>请求的详情</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Local key</source>
        <translation>本地密钥</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>first byte %1, whole %2</source>
        <translation>首字节 %1，全部 %2</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>已发送 %1，已接收 %2</translation>
    </message>
    <message>
        <source>Why this account? %1</source>
        <extracomment>%1: a sentence on what failed</extracomment>
        <translation>为何是这个账户？%1</translation>
    </message>
    <message>
        <source>Select a request to see what became of it.</source>
        <translation>选择一个请求以查看其结果。</translation>
    </message>
</context>
<context>
    <name>homeport::RequestFilterBar</name>
    <message>
        <source>Search requests</source>
        <translation>搜索请求</translation>
    </message>
    <message>
        <source>Search by any word</source>
        <translation>按任意词搜索</translation>
    </message>
    <message>
        <source>Names, paths, sessions, programs, details and status codes are looked through</source>
        <translation>搜索范围包括名称、路径、会话、程序、详情和状态码</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>任意状态</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>4xx</source>
        <translation>4xx</translation>
    </message>
    <message>
        <source>5xx</source>
        <translation>5xx</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>中断</translation>
    </message>
</context>
<context>
    <name>homeport::RequestGrid</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>homeport::RequestModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>已发送 %1，已接收 %2</translation>
    </message>
</context>
<context>
    <name>homeport::RequestTable</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
</context>
<context>
    <name>homeport::ResetCard</name>
    <message>
        <source>Reset settings…</source>
        <translation>重置设置…</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Connection, limits, time-outs, backups and the log go back to what is usual. Accounts, keys, proxies, usage and how long it is kept stay as they are.</source>
        <translation>连接、限额、超时、备份和日志的设置会恢复为默认值。账户、密钥、代理、用量及其保留期限保持不变。</translation>
    </message>
    <message>
        <source> Homeport moves to port %1: tools need the new address.</source>
        <translation>Homeport 会改用端口 %1：工具需要使用新地址。</translation>
    </message>
    <message>
        <source>Reset all settings?</source>
        <translation>重置所有设置？</translation>
    </message>
    <message>
        <source>They go back to what is usual. Accounts, keys and all data stay.</source>
        <translation>设置会恢复为默认值。账户、密钥和所有数据会保留。</translation>
    </message>
    <message>
        <source>All settings are as usual.</source>
        <translation>所有设置均为默认值。</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>没有做任何更改。%1</translation>
    </message>
</context>
<context>
    <name>homeport::RestoreDialog</name>
    <message>
        <source>Passphrase of the backup</source>
        <translation>备份的口令</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the backup</source>
        <translation>备份的口令(&amp;P)</translation>
    </message>
    <message>
        <source>New passphrase of the vault</source>
        <translation>保险库的新口令</translation>
    </message>
    <message>
        <source>New passphrase of the &amp;vault</source>
        <translation>保险库的新口令(&amp;V)</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>还原备份</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>The restored vault gets a key of its own; you type this at each start.</source>
        <translation>还原后的保险库有自己的密钥；您每次启动时都要输入此口令。</translation>
    </message>
    <message>
        <source>%1, made %2</source>
        <translation>%1，创建于 %2</translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation>还原此备份？</translation>
    </message>
    <message>
        <source>Accounts, keys and proxies become those of the backup, and so does what was used, where the backup has it. What is there now is kept in a folder beside it; nothing is deleted. Then Homeport starts again: requests that run are broken off.</source>
        <translation>账户、密钥和代理会变为备份中的内容；若备份包含用量，用量也是如此。现有内容会保存在旁边的文件夹中；不会删除任何内容。随后 Homeport 会重新启动：正在运行的请求会被中断。</translation>
    </message>
    <message>
        <source>Type the passphrase it was made with.</source>
        <translation>请输入创建备份时的口令。</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>至少 %1 个字符。</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已还原</translation>
    </message>
    <message>
        <source>Homeport starts again now.</source>
        <translation>Homeport 现在重新启动。</translation>
    </message>
    <message>
        <source>This passphrase does not open the backup.</source>
        <translation>此口令无法打开该备份。</translation>
    </message>
    <message>
        <source>Nothing was restored</source>
        <translation>没有还原任何内容</translation>
    </message>
</context>
<context>
    <name>homeport::RetentionCard</name>
    <message>
        <source>Keep requests for, days</source>
        <translation>请求保留天数</translation>
    </message>
    <message>
        <source>Keep at most, requests</source>
        <translation>最多保留的请求数</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>Older requests go one by one; the sums of the Usage page stay for ever.</source>
        <translation>较旧的请求会逐个删除；“用量”页的合计会永久保留。</translation>
    </message>
    <message>
        <source>It can&apos;t be told how much is kept. %1 %2</source>
        <translation>无法得知保留了多少。%1%2</translation>
    </message>
    <message>
        <source>No request is kept yet. %1</source>
        <translation>尚未保留任何请求。%1</translation>
    </message>
    <message>
        <source>%L1 requests since %2 take %3. %4</source>
        <translation>自 %2 以来的 %L1 个请求占用 %3。%4</translation>
    </message>
    <message>
        <source>A whole number, 1 to %L1.</source>
        <translation>整数，1 至 %L1。</translation>
    </message>
    <message>
        <source>A whole number, %1 to %2.</source>
        <translation>整数，%1 至 %2。</translation>
    </message>
    <message>
        <source>Keep less?</source>
        <translation>减少保留？</translation>
    </message>
    <message>
        <source>Requests beyond it are deleted now, for good: at most %L1 days and %2 requests stay. The sums stay.</source>
        <translation>超出的请求会立即永久删除：最多保留 %L1 天和 %2 个请求。合计会保留。</translation>
    </message>
    <message>
        <source>Keep less</source>
        <translation>减少保留</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
</context>
<context>
    <name>homeport::RevokeKeyDialog</name>
    <message>
        <source>Revoke key</source>
        <translation>吊销密钥</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Revoke “%1”?</source>
        <translation>吊销“%1”？</translation>
    </message>
    <message>
        <source>Tools that use this key are refused from now on. This can&apos;t be undone.</source>
        <translation>使用此密钥的工具从现在起会被拒绝。此操作无法撤销。</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Break the %Ln requests that run with it, too</source>
        <translation>
            <numerusform>同时中断正在使用它的 %Ln 个请求(&amp;B)</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Break requests that run with it, too (none at the moment)</source>
        <translation>同时中断正在使用它的请求（目前没有）(&amp;B)</translation>
    </message>
    <message>
        <source>The key was not revoked</source>
        <translation>密钥未吊销</translation>
    </message>
</context>
<context>
    <name>homeport::RouteDiagram</name>
    <message>
        <source>Your tools</source>
        <translation>您的工具</translation>
    </message>
    <message>
        <source>send a local key</source>
        <translation>发送本地密钥</translation>
    </message>
    <message>
        <source>puts an account&apos;s credential in</source>
        <translation>填入账户的凭据</translation>
    </message>
    <message>
        <source>The account&apos;s provider</source>
        <translation>账户的提供商</translation>
    </message>
    <message>
        <source>answers as always</source>
        <translation>照常应答</translation>
    </message>
    <message>
        <source>A tool&apos;s request goes to %1 on this computer, and from there to the provider of one of your accounts.</source>
        <translation>工具的请求先到此计算机上的 %1，再从那里发往您某个账户的提供商。</translation>
    </message>
</context>
<context>
    <name>homeport::RoutingCard</name>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Change its part in routing</source>
        <translation>更改它在路由中的角色</translation>
    </message>
    <message>
        <source>Part in routing</source>
        <translation>在路由中的角色</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>%1 (the lowest is asked first)</source>
        <translation>%1（数字最小的先询问）</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>Keeps %1 of every quota</source>
        <translation>每项配额保留 %1</translation>
    </message>
    <message>
        <source>Keeps nothing back</source>
        <translation>不作预留</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Every model</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>对应于</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>In none</source>
        <translation>不在任何组中</translation>
    </message>
</context>
<context>
    <name>homeport::RoutingDialog</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>claude-* or a whole name</source>
        <translation>claude-* 或完整名称</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>优先级(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Weight</source>
        <translation>权重(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Reserve, percent</source>
        <translation>预留百分比(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Models it serves</source>
        <translation>提供的模型(&amp;M)</translation>
    </message>
    <message>
        <source>Other &amp;names</source>
        <translation>其他名称(&amp;N)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>“%1” in routing</source>
        <translation>路由中的“%1”</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Reserve, percent</source>
        <translation>预留百分比</translation>
    </message>
    <message>
        <source>Other names, one a line</source>
        <translation>其他名称，每行一个</translation>
    </message>
    <message>
        <source>The lowest is asked first.</source>
        <translation>数字最小的先询问。</translation>
    </message>
    <message>
        <source>1 to 100: its share.</source>
        <translation>1 至 100：所占份额。</translation>
    </message>
    <message>
        <source>0 to 95: of every quota.</source>
        <translation>0 至 95：每项配额的百分比。</translation>
    </message>
    <message>
        <source>None listed: every model. An asterisk stands for any text.</source>
        <translation>未列出：所有模型。星号代表任意文本。</translation>
    </message>
    <message>
        <source>A name that tools use = the model it counts as here, one a line. Requests are never changed.</source>
        <translation>工具使用的名称 = 它在此对应的模型，每行一个。请求本身绝不会被更改。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>-1000 to 1000.</source>
        <translation>-1000 至 1000。</translation>
    </message>
    <message>
        <source>1 to 100.</source>
        <translation>1 至 100。</translation>
    </message>
    <message>
        <source>0 to 95.</source>
        <translation>0 至 95。</translation>
    </message>
    <message>
        <source>“%1” is no name of a model.</source>
        <translation>“%1”不是模型名称。</translation>
    </message>
    <message>
        <source>Line %1 is no “name = model”, both without blanks and asterisks.</source>
        <translation>第 %1 行不是“名称 = 模型”的形式，两者均不含空格和星号。</translation>
    </message>
    <message>
        <source>Line %1: “%2” is there already.</source>
        <translation>第 %1 行：“%2”已存在。</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>未保存</translation>
    </message>
</context>
<context>
    <name>homeport::RowFigures</name>
    <message>
        <source>%1 tokens in 24 h</source>
        <translation>24 小时 %1 Token</translation>
    </message>
    <message>
        <source>nothing in 24 h</source>
        <translation>24 小时内无用量</translation>
    </message>
    <message>
        <source>No tokens in the last 24 hours</source>
        <translation>最近 24 小时没有 Token</translation>
    </message>
    <message>
        <source>Tokens per hour in the last 24 hours: %1 in all, most between %2 and %3 (%4)</source>
        <translation>最近 24 小时每小时的 Token：共 %1，%2 至 %3 之间最多（%4）</translation>
    </message>
</context>
<context>
    <name>homeport::SearchStrip</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Looked through %L1 of %L2 requests…</source>
        <translation>已查找 %L1 / %L2 个请求…</translation>
    </message>
    <message>
        <source>Loading requests…</source>
        <translation>正在加载请求…</translation>
    </message>
    <message>
        <source>Stopped after %L1 of %L2 requests.</source>
        <translation>查找 %L1 / %L2 个请求后停止。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Homeport could not read its own records. Try again; if it stays so, restart Homeport.</source>
        <translation>Homeport 无法读取自己的记录。请重试；若仍如此，请重新启动 Homeport。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what failed; %2: technical details, in English</extracomment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>homeport::SecretEdit</name>
    <message>
        <source>Reveal %1</source>
        <translation>显示%1</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>隐藏%1</translation>
    </message>
</context>
<context>
    <name>homeport::ServiceAccountForm</name>
    <message>
        <source>Open the list of service accounts</source>
        <translation>打开服务账户列表</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>区域(&amp;R)</translation>
    </message>
    <message>
        <source>Pro&amp;ject id</source>
        <translation>项目 ID(&amp;J)</translation>
    </message>
    <message>
        <source>Takes the content of the key file from the clipboard, without showing it</source>
        <translation>从剪贴板获取密钥文件的内容，不予显示</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Project id</source>
        <translation>项目 ID</translation>
    </message>
    <message>
        <source>Where the models are. Another region than these may be typed.</source>
        <translation>模型所在的位置。可以输入列表之外的区域。</translation>
    </message>
    <message>
        <source>It is in the key file. Another one, if the service account may use it.</source>
        <translation>密钥文件中已包含。如果服务账户有权使用，可填写另一个。</translation>
    </message>
    <message>
        <source>No browser could be opened. The place is %1</source>
        <translation>无法打开浏览器。请访问：%1</translation>
    </message>
    <message>
        <source>The key file is missing: drop it here, choose it, or paste its content.</source>
        <translation>缺少密钥文件：请将它拖到这里、选择它，或粘贴其内容。</translation>
    </message>
    <message>
        <source>Enter a region, such as us-central1 or global.</source>
        <translation>请输入区域，例如 us-central1 或 global。</translation>
    </message>
    <message>
        <source>Enter the project&apos;s id, such as my-project-42, not its name.</source>
        <translation>请输入项目的 ID，例如 my-project-42，而不是名称。</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>选择密钥文件</translation>
    </message>
    <message>
        <source>Key files (*.json)</source>
        <translation>密钥文件 (*.json)</translation>
    </message>
    <message>
        <source>The clipboard holds no text: copy all of the key file first.</source>
        <translation>剪贴板中没有文本：请先复制密钥文件的全部内容。</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>%1 was read: the key of %2.</source>
        <translation>已读取 %1：%2 的密钥。</translation>
    </message>
    <message>
        <source>Drop the service account&apos;s key file (*.json) here, choose it, or paste its content.</source>
        <translation>将服务账户的密钥文件（*.json）拖到这里、选择它，或粘贴其内容。</translation>
    </message>
</context>
<context>
    <name>homeport::SettingField</name>
    <message>
        <source>%1, usually %2</source>
        <extracomment>below a number: its range, and what it is unless someone changes it</extracomment>
        <translation>%1，默认 %2</translation>
    </message>
    <message>
        <source>A whole number, %1.</source>
        <translation>整数，%1。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>a range of numbers</extracomment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Set by %1 when Homeport was started; that holds until it is started without it.</source>
        <translation>启动 Homeport 时由 %1 设定；在不带它启动之前一直有效。</translation>
    </message>
</context>
<context>
    <name>homeport::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Default proxy</source>
        <translation>默认代理</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>转到“%1”</translation>
    </message>
    <message>
        <source>Something in settings.ini does not hold</source>
        <translation>settings.ini 中有设置无效</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
</context>
<context>
    <name>homeport::SetupToolRow</name>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Configure…</source>
        <translation>配置…</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>复制其密钥</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>配置 %1</translation>
    </message>
    <message>
        <source>Look again at %1</source>
        <translation>重新检查 %1</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>配置 %1</translation>
    </message>
    <message>
        <source>Copy the key of %1</source>
        <translation>复制 %1 的密钥</translation>
    </message>
    <message>
        <source>What changes in the files of %1</source>
        <translation>%1 的文件中的更改</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>请注意</translation>
    </message>
    <message>
        <source>It was not set up. %1</source>
        <translation>未配置。%1</translation>
    </message>
    <message>
        <source>The key is in the clipboard: paste it into %1.</source>
        <translation>密钥已在剪贴板中：请粘贴到 %1。</translation>
    </message>
    <message>
        <source>Setting it up…</source>
        <translation>正在配置…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>已配置</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>正在检查其文件…</translation>
    </message>
    <message>
        <source>Hide changes</source>
        <translation>隐藏更改</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>显示更改</translation>
    </message>
    <message>
        <source>Hide what changes for %1</source>
        <translation>隐藏 %1 的更改</translation>
    </message>
    <message>
        <source>Show what changes for %1</source>
        <translation>显示 %1 的更改</translation>
    </message>
</context>
<context>
    <name>homeport::SetupTools</name>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Look for tools again</source>
        <translation>重新检查工具</translation>
    </message>
    <message>
        <source>Not installed: %1</source>
        <translation>未安装：%1</translation>
    </message>
    <message>
        <source>Looking for tools…</source>
        <translation>正在查找工具…</translation>
    </message>
    <message>
        <source>The tools can&apos;t be listed. %1</source>
        <translation>无法列出工具。%1</translation>
    </message>
    <message>
        <source>None of the tools that Homeport can set up was found. Install one and look again. For any other program the Tools page has lines to copy.</source>
        <translation>没有找到 Homeport 能配置的工具。请安装一个后重新检查。对于其他程序，“工具”页有可复制的代码行。</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>正在配置…</translation>
    </message>
    <message numerus="yes">
        <source>Set up %Ln tools</source>
        <translation>
            <numerusform>配置 %Ln 个工具</numerusform>
        </translation>
    </message>
    <message>
        <source>Set up tools</source>
        <translation>配置工具</translation>
    </message>
</context>
<context>
    <name>homeport::SignInDialog</name>
    <message>
        <source>What was said, word for word</source>
        <translation>原文如下</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Open browser</source>
        <translation>打开浏览器</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>The account “%1” is ready to use.</source>
        <translation>账户“%1”已可使用。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Nothing came back from the browser in time. Try again, and finish in the browser within the time shown.</source>
        <translation>浏览器未及时返回。请重试，并在显示的时间内在浏览器中完成。</translation>
    </message>
    <message>
        <source>The provider did not approve it. Its words are below; nothing was added or changed.</source>
        <translation>提供商未批准。其说明见下；没有添加或更改任何内容。</translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation>登录未成功</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>homeport::SignInStart</name>
    <message>
        <source>Your browser opens the provider&apos;s own page. Homeport never sees your password.</source>
        <translation>您的浏览器会打开提供商自己的页面。Homeport 绝不会看到您的密码。</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>提供商(&amp;P)</translation>
    </message>
    <message>
        <source>How to make one</source>
        <translation>如何创建</translation>
    </message>
    <message>
        <source>Open the provider&apos;s console</source>
        <translation>打开提供商的控制台</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>No browser could be opened. The place is %1</source>
        <translation>无法打开浏览器。请访问：%1</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>How it appears in Homeport; any name will do.</source>
        <translation>它在 Homeport 中显示的名称；任意名称均可。</translation>
    </message>
    <message>
        <source>Sign in again to %1 as “%2”. Its name, settings and history stay; only the credential is new.</source>
        <translation>以“%2”重新登录 %1。名称、设置和历史记录会保留；只有凭据是新的。</translation>
    </message>
    <message>
        <source>Change its OAuth client only where the provider shows you another id or secret by now.</source>
        <translation>只有当提供商现在显示的 ID 或密钥不同时，才需更改其 OAuth 客户端。</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>已有同名的账户。</translation>
    </message>
    <message>
        <source>The sign-in could not start</source>
        <translation>无法开始登录</translation>
    </message>
    <message>
        <source>Choose the client&apos;s file</source>
        <translation>选择客户端的文件</translation>
    </message>
    <message>
        <source>Client files (client_secret_*.json *.json)</source>
        <translation>客户端文件 (client_secret_*.json *.json)</translation>
    </message>
</context>
<context>
    <name>homeport::SignInWait</name>
    <message>
        <source>Open browser again</source>
        <translation>再次打开浏览器</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>No browser could be opened</source>
        <translation>无法打开浏览器</translation>
    </message>
    <message>
        <source>Copy the link and open it in a browser yourself.</source>
        <translation>请复制链接并自行在浏览器中打开。</translation>
    </message>
    <message>
        <source>Address from the browser</source>
        <translation>来自浏览器的地址</translation>
    </message>
    <message>
        <source>&amp;Paste it here</source>
        <translation>粘贴到这里(&amp;P)</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>链接已复制</translation>
    </message>
    <message>
        <source>Finish signing in to %1 in your browser</source>
        <translation>请在浏览器中完成对 %1 的登录</translation>
    </message>
    <message>
        <source>At the end the page shows a code</source>
        <translation>完成后页面会显示一个代码</translation>
    </message>
    <message>
        <source>Stuck, or is the browser on another computer?</source>
        <translation>卡住了，或浏览器在另一台计算机上？</translation>
    </message>
    <message>
        <source>All of it, with what follows the #. The page&apos;s address will do as well.</source>
        <translation>复制全部内容，包括 # 之后的部分。页面的地址也可以。</translation>
    </message>
    <message>
        <source>The address the browser ended on, also when it could not show that page.</source>
        <translation>浏览器最后停留的地址，即使页面无法显示也可以。</translation>
    </message>
    <message>
        <source>Code from the browser</source>
        <translation>来自浏览器的代码</translation>
    </message>
    <message>
        <source>Approved; fetching the credential…</source>
        <translation>已批准；正在获取凭据…</translation>
    </message>
    <message>
        <source>Signed in; Google is setting up Code Assist…</source>
        <translation>已登录；Google 正在设置 Code Assist…</translation>
    </message>
    <message>
        <source>This takes up to a minute.</source>
        <translation>这最多需要一分钟。</translation>
    </message>
    <message>
        <source>This takes up to a minute. Checked %1 of %2 times.</source>
        <translation>这最多需要一分钟。已检查 %1 / %2 次。</translation>
    </message>
    <message>
        <source>That is not the code of this sign-in. Copy all of it from the page.</source>
        <translation>这不是本次登录的代码。请从页面复制全部内容。</translation>
    </message>
    <message>
        <source>That is not the address this sign-in ended on. Copy all of it from the browser&apos;s address bar.</source>
        <translation>这不是本次登录结束时的地址。请从浏览器地址栏复制全部内容。</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>剩余 %1。</translation>
    </message>
    <message>
        <source>%1 left. This window continues by itself.</source>
        <translation>剩余 %1。此窗口会自动继续。</translation>
    </message>
</context>
<context>
    <name>homeport::StrandedBanner</name>
    <message>
        <source>Restore their own settings</source>
        <translation>还原它们自己的设置</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the tools</source>
        <translation>显示工具</translation>
    </message>
    <message>
        <source>Homeport did not end properly last time</source>
        <translation>Homeport 上次没有正常结束</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools point at it: %1. They get answers as long as it runs. Restoring gives their files back what they had before Homeport, and revokes their local keys.</source>
        <translation>
            <numerusform>%Ln 个工具指向它：%1。只要它在运行，这些工具就能得到应答。还原会把它们的文件恢复为使用 Homeport 之前的样子，并吊销它们的本地密钥。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the tools set up for Homeport</source>
        <translation>让这些工具继续使用 Homeport</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>homeport::TestRequest</name>
    <message>
        <source>Send a test request</source>
        <translation>发送测试请求</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>由谁请求</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>能用吗？</translation>
    </message>
    <message>
        <source>There is nobody to ask yet: add an account in step 2, or set up a tool above.</source>
        <translation>还没有可用来请求的对象：请在第 2 步添加账户，或在上方配置工具。</translation>
    </message>
    <message>
        <source>A tool&apos;s request takes the tool&apos;s own way: its key, Homeport, and the list of models of your accounts. An account is asked for one word, which may cost a fraction of a cent.</source>
        <translation>工具的请求走工具自己的路径：它的密钥、Homeport，以及您账户的模型列表。对账户则只请求一个词，可能花费不到一美分。</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>账户 %1</translation>
    </message>
    <message>
        <source>%1 through Homeport</source>
        <translation>%1，经由 Homeport</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在请求…</translation>
    </message>
    <message>
        <source>Asks Homeport for the list of models with the key of %1.</source>
        <translation>用 %1 的密钥向 Homeport 请求模型列表。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>homeport::TestResult</name>
    <message>
        <source>The answer, word for word</source>
        <translation>应答原文</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>Asks for the list of models, then for one token of an answer.</source>
        <translation>先请求模型列表，再请求一个 Token 的应答。</translation>
    </message>
    <message>
        <source>The test did not take place</source>
        <translation>测试未进行</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>状态 %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>It answered</source>
        <translation>已应答</translation>
    </message>
    <message>
        <source>%1 · %2 · %3
List of models after %4, the whole answer after %5, %6</source>
        <extracomment>%1: time of day, %2: HTTP status, %3: model, %4 and %5: durations, %6: bytes</extracomment>
        <translation>%1 · %2 · %3
模型列表用时 %4，完整应答用时 %5，%6</translation>
    </message>
    <message>
        <source>It was refused</source>
        <translation>已被拒绝</translation>
    </message>
    <message>
        <source>There was no answer</source>
        <translation>没有应答</translation>
    </message>
</context>
<context>
    <name>homeport::TimingBar</name>
    <message>
        <source>Queued %1</source>
        <translation>排队 %1</translation>
    </message>
    <message>
        <source>Held %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>No answer for %1</source>
        <translation>无应答 %1</translation>
    </message>
    <message>
        <source>First byte after %1</source>
        <translation>首字节用时 %1</translation>
    </message>
    <message>
        <source>Answering %1</source>
        <translation>应答 %1</translation>
    </message>
</context>
<context>
    <name>homeport::ToolDialog</name>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>What changes in its files</source>
        <translation>其文件的更改</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>复制其密钥</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>还原 %1</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>配置 %1</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>%1 wants its model by name: one that an account of yours serves.</source>
        <translation>%1 需要指定模型名称：须为您的某个账户所提供的模型。</translation>
    </message>
    <message>
        <source>May stay empty: %1 then asks for a model of its own.</source>
        <translation>可以留空：%1 会请求它自己选定的模型。</translation>
    </message>
    <message>
        <source>Say first which model it is to ask for.</source>
        <translation>请先指定它要请求的模型。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be restored</source>
        <translation>无法还原 %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be set up</source>
        <translation>无法配置 %1</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>请注意</translation>
    </message>
    <message>
        <source>It was not restored</source>
        <translation>未还原</translation>
    </message>
    <message>
        <source>It was not set up</source>
        <translation>未配置</translation>
    </message>
    <message>
        <source>%1 is set up</source>
        <translation>%1 已配置</translation>
    </message>
    <message>
        <source>%1 is as it was before Homeport</source>
        <translation>%1 已恢复到使用 Homeport 之前的状态</translation>
    </message>
    <message>
        <source>%1 is restored, but for what someone else has changed</source>
        <translation>%1 已还原，但被他人更改的部分除外</translation>
    </message>
    <message>
        <source>Its local key could not be revoked: do that on the Keys page.</source>
        <translation>无法吊销它的本地密钥：请在“密钥”页吊销。</translation>
    </message>
    <message>
        <source>Asking Homeport with its key…</source>
        <translation>正在用它的密钥询问 Homeport…</translation>
    </message>
    <message>
        <source>The key is in the clipboard: paste it into %1.</source>
        <translation>密钥已在剪贴板中：请粘贴到 %1。</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>正在检查其文件…</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>homeport::ToolRow</name>
    <message>
        <source>Configure…</source>
        <translation>配置…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>还原…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>复制其密钥</translation>
    </message>
    <message>
        <source>Open the folder of its settings</source>
        <translation>打开其设置所在的文件夹</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>配置 %1</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>还原 %1</translation>
    </message>
    <message>
        <source>Copy the key of %1</source>
        <translation>复制 %1 的密钥</translation>
    </message>
    <message>
        <source>Open the folder of the settings of %1</source>
        <translation>打开 %1 的设置所在的文件夹</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop testing %1</source>
        <translation>停止测试 %1</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>测试 %1</translation>
    </message>
    <message>
        <source>Asking Homeport with its key…</source>
        <translation>正在用它的密钥询问 Homeport…</translation>
    </message>
</context>
<context>
    <name>homeport::ToolStep</name>
    <message>
        <source>Homeport points these tools at its address, each with a key of its own. You can look at each line first, what is there now is kept, and the Tools page gives it back.</source>
        <translation>Homeport 让这些工具指向它的地址，每个工具都有自己的密钥。您可以先查看每一行；现有内容会被保留，“工具”页可以还原。</translation>
    </message>
    <message>
        <source>Your tools are being set up.</source>
        <translation>正在配置您的工具。</translation>
    </message>
</context>
<context>
    <name>homeport::ToolsCard</name>
    <message>
        <source>A key for a tool</source>
        <translation>给工具的密钥</translation>
    </message>
    <message>
        <source>One click makes a key named after the tool. Give each tool its own, so that you can take it back alone.</source>
        <translation>单击一次即可生成以工具命名的密钥。请给每个工具单独的密钥，以便单独收回。</translation>
    </message>
    <message>
        <source>Make a key for %1</source>
        <translation>为 %1 生成密钥</translation>
    </message>
</context>
<context>
    <name>homeport::ToolsPage</name>
    <message>
        <source>Looking for tools…</source>
        <translation>正在查找工具…</translation>
    </message>
    <message>
        <source>None of the tools that Homeport can set up was found. Install one and look again, or use the lines below.</source>
        <translation>没有找到 Homeport 可以配置的工具。请安装一个后重新检查，或使用下面的代码行。</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Restore all…</source>
        <translation>全部还原…</translation>
    </message>
    <message>
        <source>Give all tools back what they had before Homeport</source>
        <translation>将所有工具还原为使用 Homeport 之前的内容</translation>
    </message>
    <message>
        <source>Not installed (%1)</source>
        <translation>未安装（%1）</translation>
    </message>
    <message>
        <source>The tools can&apos;t be listed</source>
        <translation>无法列出工具</translation>
    </message>
    <message>
        <source>Hide tools that are not installed</source>
        <translation>隐藏未安装的工具</translation>
    </message>
    <message>
        <source>Show tools that are not installed</source>
        <translation>显示未安装的工具</translation>
    </message>
    <message>
        <source>The key is in the clipboard.</source>
        <translation>密钥已在剪贴板中。</translation>
    </message>
    <message>
        <source>The folder could not be opened</source>
        <translation>无法打开文件夹</translation>
    </message>
    <message>
        <source>Restore all tools?</source>
        <translation>还原所有工具？</translation>
    </message>
    <message>
        <source>%1: their files get back what they had before Homeport, and their local keys are revoked.</source>
        <translation>%1：其文件会还原为使用 Homeport 之前的内容，其本地密钥会被吊销。</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部还原</translation>
    </message>
</context>
<context>
    <name>homeport::TraceDialog</name>
    <message>
        <source>Why this account?</source>
        <translation>为何是这个账户？</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choice %1. %2</source>
        <extracomment>%1: number of a choice, %2: how it was made</extracomment>
        <translation>选择 %1. %2</translation>
    </message>
    <message>
        <source>It did not serve: %1</source>
        <translation>它未能服务：%1</translation>
    </message>
    <message>
        <source>The choices</source>
        <translation>各次选择</translation>
    </message>
</context>
<context>
    <name>homeport::TrayIcon</name>
    <message>
        <source>Homeport goes on in the tray</source>
        <translation>Homeport 继续在托盘中运行</translation>
    </message>
    <message>
        <source>Tools can still use it. Quit it from this icon&apos;s menu.</source>
        <translation>工具仍可使用它。请从此图标的菜单中退出。</translation>
    </message>
    <message>
        <source>Homeport: %1</source>
        <extracomment>Tool tip of the tray icon; %1 is the relay&apos;s state</extracomment>
        <translation>Homeport：%1</translation>
    </message>
    <message>
        <source>That could not be done</source>
        <translation>操作未成功</translation>
    </message>
</context>
<context>
    <name>homeport::TrayMenu</name>
    <message>
        <source>Today: …</source>
        <translation>今天：…</translation>
    </message>
    <message>
        <source>Accounts in use</source>
        <translation>使用的账户</translation>
    </message>
    <message>
        <source>Quit Homeport</source>
        <translation>退出 Homeport</translation>
    </message>
    <message>
        <source>Hide the window</source>
        <translation>隐藏窗口</translation>
    </message>
    <message>
        <source>Open Homeport</source>
        <translation>打开 Homeport</translation>
    </message>
    <message>
        <source>Today: not known</source>
        <translation>今天：未知</translation>
    </message>
    <message>
        <source>Today: %1 and more, not all models have a price</source>
        <translation>今天：%1 以上，并非所有模型都有价格</translation>
    </message>
    <message>
        <source>Today: %1</source>
        <translation>今天：%1</translation>
    </message>
    <message>
        <source>Try to listen again</source>
        <translation>重新尝试侦听</translation>
    </message>
    <message>
        <source>Resume: let tools connect</source>
        <translation>恢复：允许工具连接</translation>
    </message>
    <message>
        <source>Pause: let no tool connect</source>
        <translation>暂停：不让工具连接</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>All %L1 accounts…</source>
        <translation>全部 %L1 个账户…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: an account&apos;s name, %2: its state</extracomment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>homeport::TroubleCard</name>
    <message>
        <source>What to do</source>
        <translation>该怎么做</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <extracomment>%1: what the button does, %2: an account&apos;s name</extracomment>
        <translation>%1：“%2”</translation>
    </message>
    <message>
        <source>What was said, word for word</source>
        <translation>原文如下</translation>
    </message>
</context>
<context>
    <name>homeport::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>homeport::UsageChart</name>
    <message>
        <source>Usage chart: left and right go through its values</source>
        <translation>用量图表：用左右方向键浏览各值</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全部 Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>无价格</translation>
    </message>
</context>
<context>
    <name>homeport::UsageControls</name>
    <message>
        <source>Earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>更晚</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Tell apart</source>
        <translation>分类方式</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>全部合计</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
</context>
<context>
    <name>homeport::UsageExportDialog</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export requests</source>
        <translation>导出请求</translation>
    </message>
    <message>
        <source>JSON, one object a line</source>
        <translation>JSON，每行一个对象</translation>
    </message>
    <message>
        <source>Comma-separated values (CSV)</source>
        <translation>逗号分隔值 (CSV)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>Choose where it goes.</source>
        <translation>请选择保存位置。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests so far</source>
        <translation>
            <numerusform>目前 %Ln 个请求</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests exported</source>
        <translation>
            <numerusform>已导出 %Ln 个请求</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>没有写入文件。</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>没有导出任何内容</translation>
    </message>
</context>
<context>
    <name>homeport::UsageFilter</name>
    <message>
        <source>Show only a part</source>
        <translation>只显示一部分</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1; take this filter away</source>
        <translation>%1；移除此筛选</translation>
    </message>
</context>
<context>
    <name>homeport::UsagePage</name>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Export requests…</source>
        <translation>导出请求…</translation>
    </message>
    <message>
        <source>Show requests</source>
        <translation>显示请求</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>Of what is chosen here, at any time, on the Activity page</source>
        <translation>此处所选的请求，不限时间，在“活动”页</translation>
    </message>
    <message>
        <source>Nothing was used in this time</source>
        <translation>这段时间没有用量</translation>
    </message>
    <message>
        <source>What tools use through Homeport is counted here: tokens, and what they cost.</source>
        <translation>工具通过 Homeport 使用的量在此统计：Token 及其费用。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Usage could not be read</source>
        <translation>无法读取用量</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Single requests of %1, newest first.</source>
        <translation>%1 的各个请求，最新的在前。</translation>
    </message>
    <message>
        <source>%1: %2 only.</source>
        <translation>仅 %1：%2。</translation>
    </message>
</context>
<context>
    <name>homeport::UsageSums</name>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>homeport::UsageTable</name>
    <message>
        <source>Usage table</source>
        <translation>用量表</translation>
    </message>
    <message>
        <source>Return sorts by the current column, Ctrl+C copies the selected cells.</source>
        <translation>回车键按当前列排序，Ctrl+C 复制选中的单元格。</translation>
    </message>
</context>
<context>
    <name>homeport::UsageTableModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全部 Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>homeport::VaultBanner</name>
    <message>
        <source>passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>解锁保险库</translation>
    </message>
</context>
<context>
    <name>homeport::VaultStep</name>
    <message>
        <source>Make another code</source>
        <translation>生成另一个代码</translation>
    </message>
    <message>
        <source>Where the key lies</source>
        <translation>密钥的位置</translation>
    </message>
    <message>
        <source>There is a recovery code. If you did not keep it, make another one: the old one ends then.</source>
        <translation>已有恢复代码。如果您没有保存它，请生成另一个：旧代码随即失效。</translation>
    </message>
    <message>
        <source>The code is being made.</source>
        <translation>正在生成代码。</translation>
    </message>
    <message>
        <source>Keep the code first: it is shown only now.</source>
        <translation>请先保存代码：它只在此刻显示。</translation>
    </message>
</context>
<context>
    <name>homeport::WindowRun</name>
    <message>
        <source>Homeport could not start</source>
        <translation>Homeport 无法启动</translation>
    </message>
</context>
</TS>
