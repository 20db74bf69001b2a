<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en_US">
<context>
    <name>AccountText</name>
    <message>
        <source>Active</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>更新中</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Proxy down</source>
        <translation>プロキシ障害</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>ブロック済み</translation>
    </message>
    <message>
        <source>Needs sign-in</source>
        <translation>サインインが必要</translation>
    </message>
    <message>
        <source>API key %1</source>
        <translation>API キー %1</translation>
    </message>
    <message>
        <source>Each tool&apos;s own login</source>
        <translation>各ツール自身のサインイン</translation>
    </message>
    <message>
        <source>Service account %1</source>
        <translation>サービスアカウント %1</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>サインイン済み</translation>
    </message>
    <message>
        <source>Signed in: %1</source>
        <translation>サインイン済み: %1</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を入力してください。</translation>
    </message>
    <message>
        <source>A name has at most 100 characters.</source>
        <translation>名前は 100 文字以内です。</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>同じ名前のアカウントが既にあります。</translation>
    </message>
    <message>
        <source>Paste the key here.</source>
        <translation>ここにキーを貼り付けてください。</translation>
    </message>
    <message>
        <source>A key has no blanks or line breaks. Was more than the key copied?</source>
        <translation>キーに空白や改行は含まれません。キー以外もコピーしていませんか?</translation>
    </message>
    <message>
        <source>This provider needs an address, such as https://llm.example.com.</source>
        <translation>このプロバイダーにはアドレスが必要です。例: https://llm.example.com.</translation>
    </message>
    <message>
        <source>That is not a complete address. It begins with https:// or http://.</source>
        <translation>アドレスが不完全です。https:// または http:// で始めてください。</translation>
    </message>
    <message>
        <source>None: the provider asks for no key</source>
        <translation>なし: プロバイダーはキーを必要としません</translation>
    </message>
</context>
<context>
    <name>AdviceText</name>
    <message>
        <source>Blocked by its provider</source>
        <translation>プロバイダーによりブロックされました</translation>
    </message>
    <message>
        <source>The provider has switched this account off. Settle it with the provider; the account works again as soon as a test or a request is answered.</source>
        <translation>プロバイダーがこのアカウントを停止しました。プロバイダーに確認してください。テストまたはリクエストに応答があれば、アカウントは再び使えるようになります。</translation>
    </message>
    <message>
        <source>Needs a new sign-in</source>
        <translation>再サインインが必要</translation>
    </message>
    <message>
        <source>The provider does not accept its credential any more. Sign in again: name and history stay.</source>
        <translation>プロバイダーが認証情報を受け付けなくなりました。もう一度サインインしてください。名前と履歴は残ります。</translation>
    </message>
    <message>
        <source>The service account&apos;s key is not accepted</source>
        <translation>サービスアカウントのキーが受け付けられません</translation>
    </message>
    <message>
        <source>Make a new key for it in the provider&apos;s console and enter it here: name and history stay.</source>
        <translation>プロバイダーのコンソールで新しいキーを作成し、ここに入力してください。名前と履歴は残ります。</translation>
    </message>
    <message>
        <source>The key is not accepted</source>
        <translation>キーが受け付けられません</translation>
    </message>
    <message>
        <source>Make a new key at the provider and enter it here: name and history stay.</source>
        <translation>プロバイダーで新しいキーを作成し、ここに入力してください。名前と履歴は残ります。</translation>
    </message>
    <message>
        <source>Make a new key at the provider and add it as a new account, then remove this one.</source>
        <translation>プロバイダーで新しいキーを作成して新しいアカウントとして追加し、そのあとこのアカウントを削除してください。</translation>
    </message>
    <message>
        <source>Its stored credential does not open</source>
        <translation>保存された認証情報を開けません</translation>
    </message>
    <message>
        <source>What is stored for it was damaged or exchanged outside Homeport.</source>
        <translation>保存された内容が、Homeport の外で壊れたか置き換えられました。</translation>
    </message>
    <message>
        <source>Name and history stay; nothing was deleted.</source>
        <translation>名前と履歴は残ります。何も削除されていません。</translation>
    </message>
    <message>
        <source>Its provider is unknown</source>
        <translation>プロバイダーが不明です</translation>
    </message>
    <message>
        <source>Put its provider file back and start Homeport again; nothing was deleted.</source>
        <translation>プロバイダーファイルを元に戻し、Homeport を再起動してください。何も削除されていません。</translation>
    </message>
    <message>
        <source>Enter its key again.</source>
        <translation>キーを入力し直してください。</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>再度サインインしてください。</translation>
    </message>
    <message>
        <source>Parked until %1</source>
        <translation>%1 まで待機中</translation>
    </message>
    <message>
        <source>The provider wants no requests before then. It comes back by itself; un-park it only to try sooner.</source>
        <translation>それまでプロバイダーはリクエストを受け付けません。自動的に復帰します。早めに試したい場合だけ待機を解除してください。</translation>
    </message>
    <message>
        <source>The present token serves until %1.</source>
        <translation>現在のトークンは %1 まで使えます。</translation>
    </message>
    <message>
        <source>The token ran out at %1.</source>
        <translation>トークンは %1 に期限切れになりました。</translation>
    </message>
    <message>
        <source>The next attempt is at %1.</source>
        <translation>次の試行は %1 です。</translation>
    </message>
    <message>
        <source>Try it yourself.</source>
        <translation>自分で試してください。</translation>
    </message>
    <message>
        <source>The last refresh failed</source>
        <translation>前回の更新に失敗しました</translation>
    </message>
    <message>
        <source>A refresh was interrupted</source>
        <translation>更新が中断されました</translation>
    </message>
    <message>
        <source>Homeport ended in the middle of it. The present token serves until %1; if the refresh fails then, sign in again.</source>
        <translation>途中で Homeport が終了しました。現在のトークンは %1 まで使えます。その後の更新に失敗したら、もう一度サインインしてください。</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>ユーザーが一時停止</translation>
    </message>
    <message>
        <source>No tool uses it until you resume it.</source>
        <translation>再開するまで、どのツールもこれを使いません。</translation>
    </message>
    <message>
        <source>Its proxy does not work</source>
        <translation>プロキシが機能していません</translation>
    </message>
    <message>
        <source>Nothing is sent, because traffic never goes round a proxy. Mend the proxy, then test the account.</source>
        <translation>プロキシを迂回して送信することはないため、何も送られません。プロキシを直してから、アカウントをテストしてください。</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>更新中</translation>
    </message>
    <message>
        <source>A new access token is on its way.</source>
        <translation>新しいアクセストークンを取得しています。</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>再サインイン…</translation>
    </message>
    <message>
        <source>Enter new key…</source>
        <translation>新しいキーを入力…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>今すぐ更新</translation>
    </message>
    <message>
        <source>Un-park now</source>
        <translation>待機を今すぐ解除</translation>
    </message>
    <message>
        <source>Token valid until %1</source>
        <translation>トークンの有効期限: %1</translation>
    </message>
    <message>
        <source>Token ran out at %1</source>
        <translation>トークンは %1 に期限切れ</translation>
    </message>
    <message>
        <source>%1, next refresh %2</source>
        <translation>%1、次回の更新 %2</translation>
    </message>
    <message>
        <source>%1, next attempt %2</source>
        <translation>%1、次回の試行 %2</translation>
    </message>
    <message>
        <source>No complaint</source>
        <translation>問題なし</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>ブロック済み</translation>
    </message>
    <message>
        <source>Credential refused</source>
        <translation>認証情報が拒否されました</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <extracomment>%1: what the provider said, %2: since when</extracomment>
        <translation>%1、%2 から</translation>
    </message>
</context>
<context>
    <name>AlreadyRunning</name>
    <message>
        <source>The running Homeport has no window: quit it and start Homeport again, or use homeportctl.</source>
        <translation>実行中の Homeport にはウィンドウがありません。終了してから Homeport をもう一度起動するか、homeportctl を使ってください。</translation>
    </message>
    <message>
        <source>The running Homeport does not answer: wait until it has ended, then start Homeport again.</source>
        <translation>実行中の Homeport が応答しません。終了するのを待ってから Homeport をもう一度起動してください。</translation>
    </message>
    <message>
        <source>Homeport is already running</source>
        <translation>Homeport はすでに実行中です</translation>
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
        <translation>%1 はリンクです。%2 が変更され、リンクは残ります。</translation>
    </message>
    <message>
        <source>%1 is new.</source>
        <translation>%1 は新規です。</translation>
    </message>
    <message>
        <source>%1 is removed: Homeport made it, and nothing else is in it.</source>
        <translation>%1 は削除されます。Homeport が作成したもので、ほかに何も入っていません。</translation>
    </message>
    <message>
        <source>The key goes into %1. Others could read that file; now only you can.</source>
        <translation>キーは %1 に書き込まれます。これまでほかの人も読めたファイルですが、今後はあなただけが読めます。</translation>
    </message>
    <message>
        <source>The key goes into %1, which only you can read.</source>
        <translation>キーは、あなただけが読める %1 に書き込まれます。</translation>
    </message>
    <message>
        <source>No file changes: nothing that Homeport wrote is left in them. %1 is no longer listed as set up.</source>
        <translation>ファイルは変更されません。Homeport が書き込んだものは残っていません。%1 は設定済みの一覧から外れます。</translation>
    </message>
    <message>
        <source>This gives %1 back what it had before Homeport. Nothing else changes.</source>
        <translation>%1 を Homeport 導入前の内容に戻します。ほかは何も変わりません。</translation>
    </message>
    <message>
        <source>This points %1 at %2. Nothing else in its files changes.</source>
        <translation>%1 の接続先を %2 にします。ファイルのほかの内容は変わりません。</translation>
    </message>
    <message>
        <source>No line changes. %1 only gets a new key.</source>
        <translation>行の変更はありません。%1 に新しいキーが渡されるだけです。</translation>
    </message>
    <message>
        <source>%1 is set up already: nothing changes.</source>
        <translation>%1 は設定済みです。何も変わりません。</translation>
    </message>
    <message>
        <source>What is there now is kept in %1, as %2.</source>
        <translation>現在の内容は %1 に %2 として保管されます。</translation>
    </message>
    <message>
        <source>Its local key “%1” is revoked.</source>
        <translation>ローカルキー「%1」を取り消します。</translation>
    </message>
    <message>
        <source>A local key is made for it, named “%1”.</source>
        <translation>専用のローカルキー「%1」を作成します。</translation>
    </message>
    <message>
        <source>It keeps its local key “%1”.</source>
        <translation>ローカルキー「%1」を引き続き使います。</translation>
    </message>
    <message>
        <source>Somebody else has changed %1. It is set again; “Restore” will bring their value back.</source>
        <translation>%1 はほかから変更されています。ここで設定し直します。「元に戻す」でその値に戻ります。</translation>
    </message>
    <message>
        <source>Somebody else has changed %1, or what it has to fit with. It stays as it is.</source>
        <translation>%1、またはそれと整合が必要なものが、ほかから変更されています。そのまま残します。</translation>
    </message>
    <message>
        <source>%1 gets the permissions back that it had before Homeport: others can read it again.</source>
        <translation>%1 のアクセス権は Homeport 以前の状態に戻ります。ほかの人も再び読めるようになります。</translation>
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
        <translation>本文なし</translation>
    </message>
    <message>
        <source>Body: %1 of binary data, not shown</source>
        <translation>本文: バイナリデータ %1、表示しません</translation>
    </message>
    <message>
        <source>Body: %1 of binary data (%2), not shown</source>
        <extracomment>%1: a size, %2: how it is packed, such as gzip</extracomment>
        <translation>本文: バイナリデータ %1（%2）、表示しません</translation>
    </message>
    <message>
        <source>Body: first %1 of %2</source>
        <translation>本文: %2 のうち先頭の %1</translation>
    </message>
    <message>
        <source>Body: %1</source>
        <translation>本文: %1</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>It was cancelled.</source>
        <translation>キャンセルされました。</translation>
    </message>
    <message>
        <source>Something in it is not valid.</source>
        <translation>無効な内容が含まれています。</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>もう存在しません。</translation>
    </message>
    <message>
        <source>It is taken already.</source>
        <translation>既に使われています。</translation>
    </message>
    <message>
        <source>It was refused.</source>
        <translation>拒否されました。</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it on the Overview page first.</source>
        <translation>保管庫がロックされています。まず「概要」ページで解除してください。</translation>
    </message>
    <message>
        <source>Too many requests for now. Try again in a moment.</source>
        <translation>現在リクエストが多すぎます。少し待ってから再試行してください。</translation>
    </message>
    <message>
        <source>The service is not available at the moment. Try again later.</source>
        <translation>サービスは現在利用できません。後で再試行してください。</translation>
    </message>
    <message>
        <source>It took too long and was given up.</source>
        <translation>時間がかかりすぎたため中止しました。</translation>
    </message>
    <message>
        <source>The network connection failed. Check that you are online.</source>
        <translation>ネットワーク接続に失敗しました。オンラインかどうか確認してください。</translation>
    </message>
    <message>
        <source>It could not be saved. Check that the disk has space and can be written to.</source>
        <translation>保存できませんでした。ディスクの空き容量と書き込み権限を確認してください。</translation>
    </message>
    <message>
        <source>The keychain of this computer could not be used.</source>
        <translation>このコンピューターのキーチェーンを使用できませんでした。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>予期しないエラーが発生しました。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what failed; %2: technical details, in English</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>FirstRunText</name>
    <message>
        <source>How tools reach Homeport</source>
        <translation>ツールから Homeport への接続</translation>
    </message>
    <message>
        <source>Your first account</source>
        <translation>最初のアカウント</translation>
    </message>
    <message>
        <source>Protect the vault</source>
        <translation>保管庫を守る</translation>
    </message>
    <message>
        <source>Set up your tools</source>
        <translation>ツールを設定する</translation>
    </message>
    <message>
        <source>Set-up, step %1 of %2</source>
        <translation>セットアップ、ステップ %1/%2</translation>
    </message>
    <message>
        <source>Another program listens there already. Close it and try again, or give Homeport another port.</source>
        <translation>別のプログラムがすでに待ち受けています。それを終了してやり直すか、Homeport に別のポートを割り当ててください。</translation>
    </message>
    <message>
        <source>Credentials stay on this computer, encrypted. Tools get a local key, which is worth nothing elsewhere.</source>
        <translation>認証情報は暗号化されてこのコンピューターに残ります。ツールが受け取るローカルキーは、ほかの場所では役に立ちません。</translation>
    </message>
    <message>
        <source>Other computers can&apos;t reach the address, and neither can web pages.</source>
        <translation>このアドレスには、ほかのコンピューターからも Web ページからも到達できません。</translation>
    </message>
    <message>
        <source>Requests go straight to the provider, or through a proxy of yours. No server of ours is in between.</source>
        <translation>リクエストはプロバイダーへ直接、またはお使いのプロキシを通って送られます。私たちのサーバーは間に入りません。</translation>
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
        <translation>これはデモです。何も保存されません</translation>
    </message>
    <message>
        <source>What you add here is gone when it ends, so there is nothing to protect.</source>
        <translation>ここで追加したものは終了すると消えるため、守るものはありません。</translation>
    </message>
    <message>
        <source>The vault&apos;s key lies in the keychain of this computer</source>
        <translation>保管庫の鍵はこのコンピューターのキーチェーンにあります</translation>
    </message>
    <message>
        <source>Credentials are encrypted under it. A copy of Homeport&apos;s files alone opens nothing.</source>
        <translation>認証情報はこの鍵で暗号化されています。Homeport のファイルのコピーだけでは何も開けません。</translation>
    </message>
    <message>
        <source>The vault&apos;s key is made from your passphrase</source>
        <translation>保管庫の鍵はパスフレーズから作られます</translation>
    </message>
    <message>
        <source>Homeport asks for it at each start. Nobody can tell you what it was.</source>
        <translation>Homeport は起動のたびに尋ねます。忘れても誰にもわかりません。</translation>
    </message>
    <message>
        <source>The vault&apos;s key lies in a file of yours</source>
        <translation>保管庫の鍵はあなたのファイルにあります</translation>
    </message>
    <message>
        <source>Only you can read it. Whoever copies it together with Homeport&apos;s files can open them.</source>
        <translation>読めるのはあなただけです。Homeport のファイルと一緒にコピーした人は、それらを開けます。</translation>
    </message>
    <message>
        <source>It must be told a model: choose one with “Configure…”.</source>
        <translation>モデルの指定が必要です。「設定…」で選んでください。</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>変更済み: %1</translation>
    </message>
    <message>
        <source>Changes %1</source>
        <translation>%1 を変更</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools are set up.</source>
        <translation>
            <numerusform>%Ln 個のツールを設定しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools were not set up: see above.</source>
        <translation>
            <numerusform>%Ln 個のツールを設定できませんでした。上をご覧ください。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>two sentences: &quot;2 tools are set up.&quot; and &quot;1 tool was not set up: see above.&quot;</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>No answer for %1</source>
        <translation>%1 への応答がありません</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>ステータス %1</translation>
    </message>
    <message>
        <source>%1 was refused</source>
        <translation>%1 は拒否されました</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%Ln 個のモデル</numerusform>
        </translation>
    </message>
    <message>
        <source>Homeport answers, but %1 asks elsewhere</source>
        <translation>Homeport は応答しますが、%1 は別の宛先に尋ねています</translation>
    </message>
    <message>
        <source>It asks at %1, but Homeport listens at %2. Configure it again.</source>
        <translation>宛先は %1 ですが、Homeport は %2 で待ち受けています。設定し直してください。</translation>
    </message>
    <message>
        <source>Homeport answers %1, but has no model for it</source>
        <translation>Homeport は %1 に応答しますが、使えるモデルがありません</translation>
    </message>
    <message>
        <source>None of your accounts serves what this tool speaks.</source>
        <translation>このツールの方式に対応するアカウントがありません。</translation>
    </message>
    <message>
        <source>There is no account yet: go back to step 2 and add one.</source>
        <translation>アカウントがまだありません。ステップ 2 に戻って追加してください。</translation>
    </message>
    <message>
        <source>%1 works with Homeport</source>
        <translation>%1 は Homeport で動作します</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
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
        <translation>%1、%2</translation>
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
        <translation>%1 分</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln 時間</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln 日</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 時間</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 時間 %2 分</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 日</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 日 %2 時間</translation>
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
        <translation>%1 ほか %L2 件</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>limit: last 24 hours</source>
        <translation>上限: 直近 24 時間</translation>
    </message>
    <message>
        <source>%1 set aside</source>
        <translation>%1 確保済み</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>同時</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 / %L2</translation>
    </message>
    <message>
        <source>%L1 of %L2 waiting</source>
        <translation>%L2 件中 %L1 件が待機中</translation>
    </message>
    <message>
        <source>a removed account</source>
        <translation>削除されたアカウント</translation>
    </message>
    <message>
        <source>a removed group</source>
        <translation>削除されたグループ</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>取り消し済み</translation>
    </message>
    <message>
        <source>Limits unreadable</source>
        <translation>上限を読み取れません</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>期限切れ</translation>
    </message>
    <message>
        <source>Expires in %1</source>
        <translation>あと %1で期限切れ</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>Signed in %1</source>
        <translation>%1 にサインイン</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>%1 に作成</translation>
    </message>
    <message>
        <source>first used %1</source>
        <translation>%1 に初回使用</translation>
    </message>
    <message>
        <source>revoked %1</source>
        <translation>%1 に取り消し</translation>
    </message>
    <message>
        <source>expires %1</source>
        <translation>%1 に期限切れ</translation>
    </message>
    <message numerus="yes">
        <source>expires %Ln days after its first use</source>
        <translation>
            <numerusform>初回使用の %Ln 日後に期限切れ</numerusform>
        </translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>グループ %1</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>アカウント %1</translation>
    </message>
    <message>
        <source>accounts %1</source>
        <translation>アカウント %1</translation>
    </message>
    <message>
        <source>models %1</source>
        <translation>モデル %1</translation>
    </message>
    <message>
        <source>May use every account and model</source>
        <translation>すべてのアカウントとモデルを使用可</translation>
    </message>
    <message>
        <source>May use only %1</source>
        <translation>使用可: %1 のみ</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests a minute</source>
        <translation>
            <numerusform>毎分 %Ln リクエスト</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests an hour</source>
        <translation>
            <numerusform>毎時 %Ln リクエスト</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tokens a minute</source>
        <translation>毎分 %1 トークン</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>最大 %1</translation>
    </message>
    <message numerus="yes">
        <source>Contents are kept for %Ln days</source>
        <translation>
            <numerusform>内容は %Ln 日間保存されます</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests are kept: %1 on disk, the oldest from %2.</source>
        <extracomment>%1: size of a file, %2: date and time</extracomment>
        <translation>
            <numerusform>%Ln 件のリクエストの内容を保存しています: ディスク上で %1、最も古いものは %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing used today</source>
        <translation>今日は未使用</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln リクエスト</numerusform>
        </translation>
    </message>
    <message>
        <source>Today: %1, %2 tokens, %3. In all: %4.</source>
        <extracomment>%1: requests, %2: tokens, %3 and %4: money</extracomment>
        <translation>今日: %1、%2 トークン、%3。合計: %4。</translation>
    </message>
    <message>
        <source>%L1 running, %L2 waiting</source>
        <translation>実行中 %L1、待機中 %L2</translation>
    </message>
    <message>
        <source>%L1 running</source>
        <translation>実行中 %L1</translation>
    </message>
    <message>
        <source>Requests today</source>
        <translation>今日のリクエスト</translation>
    </message>
    <message>
        <source>Tokens today</source>
        <translation>今日のトークン</translation>
    </message>
    <message>
        <source>Money today</source>
        <translation>今日の金額</translation>
    </message>
    <message>
        <source>Money this week</source>
        <translation>今週の金額</translation>
    </message>
    <message>
        <source>Money this month</source>
        <translation>今月の金額</translation>
    </message>
    <message>
        <source>Money in all</source>
        <translation>金額の合計</translation>
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
        <translation>上限</translation>
    </message>
    <message>
        <source>Of what tools send. What is beyond them gets one clear answer.</source>
        <translation>ツールが送る内容に対する上限です。超えたものには明確な応答を返します。</translation>
    </message>
    <message>
        <source>Connections at once</source>
        <translation>同時接続数</translation>
    </message>
    <message>
        <source>Head of a request, KiB</source>
        <translation>リクエストのヘッダー、KiB</translation>
    </message>
    <message>
        <source>Body of a request, MiB</source>
        <translation>リクエストの本文、MiB</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>タイムアウト</translation>
    </message>
    <message>
        <source>In seconds. They hold for requests that begin from then on.</source>
        <translation>秒単位です。以後に始まるリクエストに適用されます。</translation>
    </message>
    <message>
        <source>Head of a request</source>
        <translation>リクエストのヘッダー</translation>
    </message>
    <message>
        <source>Pause within a body</source>
        <translation>本文の途中の中断</translation>
    </message>
    <message>
        <source>Connection without a request</source>
        <translation>リクエストのない接続</translation>
    </message>
    <message>
        <source>Reaching a provider</source>
        <translation>プロバイダーへの接続</translation>
    </message>
    <message>
        <source>Until an answer begins</source>
        <translation>応答が始まるまで</translation>
    </message>
    <message>
        <source>Pause within an answer</source>
        <translation>応答の途中の中断</translation>
    </message>
</context>
<context>
    <name>NoticeText</name>
    <message>
        <source>“%1” needs a new sign-in</source>
        <translation>「%1」は再サインインが必要です</translation>
    </message>
    <message>
        <source>“%1” needs another key</source>
        <translation>「%1」には別のキーが必要です</translation>
    </message>
    <message>
        <source>Until you sign in again, nothing goes through it.</source>
        <translation>再度サインインするまで、このアカウントは使われません。</translation>
    </message>
    <message>
        <source>Its provider no longer takes the key. Until it has another one, nothing goes through it.</source>
        <translation>プロバイダーがこのキーを受け付けなくなりました。別のキーを設定するまで、このアカウントは使われません。</translation>
    </message>
    <message>
        <source>%1: %2 used, resets %3.</source>
        <extracomment>%1: name of a quota window such as &quot;5 hours&quot;, %2: a percentage, %3: a time, perhaps with the day</extracomment>
        <translation>%1: %2 使用済み、%3 にリセット。</translation>
    </message>
    <message>
        <source>%1: %2 used.</source>
        <translation>%1: %2 使用済み。</translation>
    </message>
    <message>
        <source>Quota of “%1” is nearly used</source>
        <translation>「%1」のクォータをまもなく使い切ります</translation>
    </message>
    <message>
        <source>Quota of “%1” is used up</source>
        <translation>「%1」のクォータを使い切りました</translation>
    </message>
    <message>
        <source>%1 of today&apos;s %2 are spent.</source>
        <translation>今日の %2 のうち %1 を使いました。</translation>
    </message>
    <message>
        <source>%1 of this week&apos;s %2 are spent.</source>
        <translation>今週の %2 のうち %1 を使いました。</translation>
    </message>
    <message>
        <source>%1 of this month&apos;s %2 are spent.</source>
        <translation>今月の %2 のうち %1 を使いました。</translation>
    </message>
    <message>
        <source>%1 of its %2 are spent.</source>
        <translation>合計 %2 のうち %1 を使いました。</translation>
    </message>
    <message>
        <source>Budget of the key “%1” is nearly spent</source>
        <translation>キー「%1」の予算をまもなく使い切ります</translation>
    </message>
    <message>
        <source>Budget of the key “%1” is spent</source>
        <translation>キー「%1」の予算を使い切りました</translation>
    </message>
    <message>
        <source>%1 Requests with it are refused.</source>
        <translation>%1このキーによるリクエストは拒否されます。</translation>
    </message>
    <message>
        <source>The proxy “%1” is down</source>
        <translation>プロキシ「%1」に障害が発生しています</translation>
    </message>
    <message>
        <source>Accounts that have no other way wait until it is back. Nothing goes direct.</source>
        <translation>ほかに経路のないアカウントは復旧を待ちます。直接接続に切り替わることはありません。</translation>
    </message>
    <message>
        <source>and %L1 more</source>
        <translation>ほか %L1 件</translation>
    </message>
    <message>
        <source>Homeport: %L1 things to look at</source>
        <translation>Homeport: 確認が必要な項目 %L1 件</translation>
    </message>
</context>
<context>
    <name>OverviewText</name>
    <message>
        <source>Port %1 is taken</source>
        <translation>ポート %1 は使用中です</translation>
    </message>
    <message>
        <source>Another program listens there already. Close it and try again, or start Homeport with --port and another number.</source>
        <translation>別のプログラムがすでに待ち受けています。それを閉じてもう一度試すか、--port に別の番号を付けて Homeport を起動してください。</translation>
    </message>
    <message>
        <source>The relay could not start</source>
        <translation>リレーを開始できませんでした</translation>
    </message>
    <message>
        <source>Access to the keychain was declined. Try again and allow it.</source>
        <translation>キーチェーンへのアクセスが拒否されました。もう一度試して、許可してください。</translation>
    </message>
    <message>
        <source>That passphrase does not fit. Nothing was changed.</source>
        <translation>パスフレーズが違います。何も変更していません。</translation>
    </message>
    <message>
        <source>The keychain of this computer can&apos;t be used (%1). Unlock it and try again. On a computer without one, start Homeport with --vault passphrase.</source>
        <translation>このコンピューターのキーチェーンを使えません（%1）。ロックを解除してもう一度試してください。キーチェーンのないコンピューターでは、--vault passphrase を付けて Homeport を起動してください。</translation>
    </message>
    <message>
        <source>Enter the passphrase you chose for it.</source>
        <translation>設定したパスフレーズを入力してください。</translation>
    </message>
    <message>
        <source>Your accounts stay sealed until it is unlocked.</source>
        <translation>ロックを解除するまで、アカウントは封印されたままです。</translation>
    </message>
    <message>
        <source>Listening on 127.0.0.1:%1, locked</source>
        <translation>127.0.0.1:%1 で待ち受け中、ロック中</translation>
    </message>
    <message>
        <source>Requests are refused until the vault is unlocked.</source>
        <translation>保管庫のロックを解除するまで、リクエストは拒否されます。</translation>
    </message>
    <message>
        <source>Listening on 127.0.0.1:%1</source>
        <translation>127.0.0.1:%1 で待ち受け中</translation>
    </message>
    <message>
        <source>Only programs on this computer can reach it, and only with a local key.</source>
        <translation>このコンピューターのプログラムだけが、ローカルキーを使って接続できます。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Finishing what still runs…</source>
        <translation>実行中の処理を終えています…</translation>
    </message>
    <message>
        <source>New requests are refused.</source>
        <translation>新しいリクエストは拒否されます。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Tools can&apos;t reach it.</source>
        <translation>ツールは接続できません。</translation>
    </message>
    <message>
        <source>Unlocking the vault…</source>
        <translation>保管庫のロックを解除しています…</translation>
    </message>
    <message>
        <source>Your system may ask for permission.</source>
        <translation>システムが許可を求めることがあります。</translation>
    </message>
    <message>
        <source>The vault is locked</source>
        <translation>保管庫がロックされています</translation>
    </message>
</context>
<context>
    <name>ProfileProblems</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more: see homeportctl status.</source>
        <translation>
            <numerusform>ほか %n 件: homeportctl status を参照してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>A provider file was left out</source>
        <translation>プロバイダーファイルを読み込みませんでした</translation>
    </message>
</context>
<context>
    <name>ProviderNotes</name>
    <message>
        <source>Anthropic reserves the sign-in with a Claude plan for its own applications, so Homeport ships without a client id for it. If Anthropic has given you one, enter it here. Otherwise use an API key, let Claude Code keep its own login (pass-through), or sign in through your company&apos;s gateway.</source>
        <translation>Anthropic は Claude プランでのサインインを自社のアプリケーションに限っているため、Homeport にはそのためのクライアント ID が含まれていません。Anthropic から受け取っている場合は、ここに入力してください。そうでなければ、API キーを使うか、Claude Code 自身のログインをそのまま使うか（パススルー）、会社のゲートウェイを通じてサインインしてください。</translation>
    </message>
    <message>
        <source>Google signs in through an OAuth client of your own, which takes five minutes to make, once.</source>
        <translation>Google には、ご自身の OAuth クライアントを通じてサインインします。作成は一度だけで、5 分ほどかかります。</translation>
    </message>
    <message>
        <source>Open the Google Cloud console and choose a project, or make one.</source>
        <translation>Google Cloud コンソールを開き、プロジェクトを選ぶか作成します。</translation>
    </message>
    <message>
        <source>Enable the Generative Language API for it (APIs &amp; Services, Library).</source>
        <translation>そのプロジェクトで Generative Language API を有効にします（「API とサービス」の「ライブラリ」）。</translation>
    </message>
    <message>
        <source>Set up the consent screen; while it is in testing, add your own address as a test user.</source>
        <translation>同意画面を設定します。テスト中のあいだは、ご自身のアドレスをテストユーザーに追加してください。</translation>
    </message>
    <message>
        <source>Under Credentials create an OAuth client ID of the type &quot;Desktop app&quot;.</source>
        <translation>「認証情報」で「デスクトップ アプリ」タイプの OAuth クライアント ID を作成します。</translation>
    </message>
    <message>
        <source>Download its client_secret_*.json and drop it here.</source>
        <translation>その client_secret_*.json をダウンロードして、ここにドロップします。</translation>
    </message>
    <message>
        <source>For Gemini Code Assist Standard or Enterprise. It serves tools of the Gemini API, with this account&apos;s project, and tools in Code Assist mode, such as Gemini CLI, whose requests name the project themselves. Without a project of yours Google&apos;s own is used where your licence has one. Google signs in through an OAuth client of your own.</source>
        <translation>Gemini Code Assist Standard または Enterprise 用です。Gemini API のツールにはこのアカウントのプロジェクトで応え、Gemini CLI のような Code Assist モードのツールには、リクエスト自体が示すプロジェクトで応えます。ご自身のプロジェクトがない場合、ライセンスに Google のプロジェクトがあればそれを使います。Google には、ご自身の OAuth クライアントを通じてサインインします。</translation>
    </message>
    <message>
        <source>Open the Google Cloud console and choose the project that has the licence.</source>
        <translation>Google Cloud コンソールを開き、ライセンスのあるプロジェクトを選びます。</translation>
    </message>
    <message>
        <source>Enable the Gemini for Google Cloud API for it (APIs &amp; Services, Library).</source>
        <translation>そのプロジェクトで Gemini for Google Cloud API を有効にします（「API とサービス」の「ライブラリ」）。</translation>
    </message>
    <message>
        <source>Vertex AI takes a service account of your Google Cloud project. It needs the role Vertex AI User, and a key of the type JSON.</source>
        <translation>Vertex AI には、Google Cloud プロジェクトのサービス アカウントを使います。「Vertex AI ユーザー」のロールと、JSON タイプのキーが必要です。</translation>
    </message>
</context>
<context>
    <name>ProvidersCard</name>
    <message>
        <source>Providers</source>
        <translation>プロバイダー</translation>
    </message>
    <message>
        <source>Each is one JSON file. Files of your own in the folder “providers” beside settings.ini are read when Homeport starts: one of the same id takes a provider&apos;s place.</source>
        <translation>それぞれが 1 つの JSON ファイルです。settings.ini と同じ場所の「providers」フォルダーに置いたファイルは、Homeport の起動時に読み込まれます。同じ ID のファイルは元のプロバイダーを置き換えます。</translation>
    </message>
    <message>
        <source>%1 is left out: %2</source>
        <translation>%1 は使われていません: %2</translation>
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
        <translation>障害</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Default; no account goes through it yet</source>
        <translation>既定。まだどのアカウントも経由していません</translation>
    </message>
    <message>
        <source>No account goes through it</source>
        <translation>経由するアカウントはありません</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 ほか %2 件</translation>
    </message>
    <message>
        <source>Default, for %1</source>
        <translation>既定、%1 用</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>%1 用</translation>
    </message>
    <message>
        <source>%1 Tried again at %2.</source>
        <translation>%1 %2 に再試行します。</translation>
    </message>
    <message>
        <source>Leaves from %1, answers in %2</source>
        <translation>出口は %1、応答は %2</translation>
    </message>
    <message>
        <source>without TLS</source>
        <translation>TLS なし</translation>
    </message>
    <message>
        <source>Connected in %1, answers in %2, %3 to the echo service. Leaves from %4.</source>
        <translation>接続 %1、応答 %2、エコーサービスまで %3。出口は %4。</translation>
    </message>
</context>
<context>
    <name>QuotaText</name>
    <message>
        <source>Quota</source>
        <translation>クォータ</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln 時間</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln 日</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: length of a quota&apos;s window, %2: what it is of</extracomment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 使用済み</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%2 中 %1 使用済み</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>たった今</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>reset %1 ago</source>
        <translation>%1前にリセット</translation>
    </message>
    <message>
        <source>resets in %1</source>
        <translation>%1後にリセット</translation>
    </message>
    <message>
        <source>At this pace used up any moment, %1 before the reset</source>
        <extracomment>%1: a length of time</extracomment>
        <translation>このペースでは間もなく使い切ります（リセットの %1 前）</translation>
    </message>
    <message>
        <source>At this pace used up %1, %2 before the reset</source>
        <extracomment>%1: time, perhaps with the day; %2: a length of time</extracomment>
        <translation>このペースでは%1に使い切ります（リセットの %2 前）</translation>
    </message>
    <message>
        <source>When it resets was not said</source>
        <translation>リセットの時期は知らされていません</translation>
    </message>
    <message>
        <source>How much of the new window is used was not said yet</source>
        <translation>新しい期間の使用量はまだ知らされていません</translation>
    </message>
    <message>
        <source>Too long ago to tell the pace</source>
        <translation>古い情報のため、ペースはわかりません</translation>
    </message>
    <message>
        <source>Too early to tell the pace: %1 of the window has passed</source>
        <translation>ペースを判断するには早すぎます: 期間の %1 が経過</translation>
    </message>
    <message>
        <source>Used up until %1</source>
        <translation>%1 まで使い切り</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>使い切り</translation>
    </message>
    <message>
        <source>At this pace it lasts until the reset</source>
        <translation>このペースならリセットまでもちます</translation>
    </message>
    <message>
        <source>The mark is where the clock is: %1 of the window has passed.</source>
        <translation>目印は現在の時刻の位置です。期間の %1 が経過しました。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: age of a value, %2: the header field it is from</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>at this pace used up any moment</source>
        <translation>このペースでは間もなく使い切ります</translation>
    </message>
    <message>
        <source>at this pace used up %1</source>
        <translation>このペースでは%1に使い切ります</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>上限なし</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>クレジット</translation>
    </message>
</context>
<context>
    <name>ReplaceText</name>
    <message>
        <source>Replace “%1”?</source>
        <translation>「%1」を置き換えますか？</translation>
    </message>
    <message>
        <source>A file with this name is there already. What is in it will be lost.</source>
        <translation>この名前のファイルはすでにあります。その内容は失われます。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換える</translation>
    </message>
</context>
<context>
    <name>RequestText</name>
    <message>
        <source>Waiting for its turn: all places of its key are taken.</source>
        <translation>順番待ちです。キーの枠がすべて使われています。</translation>
    </message>
    <message>
        <source>Held until %1, when a parked account comes free.</source>
        <translation>待機中のアカウントが空く %1 まで保留しています。</translation>
    </message>
    <message>
        <source>Held until a parked account comes free.</source>
        <translation>待機中のアカウントが空くまで保留しています。</translation>
    </message>
    <message>
        <source>Waiting for the provider&apos;s first byte.</source>
        <translation>プロバイダーの最初のバイトを待っています。</translation>
    </message>
    <message>
        <source>The answer is streaming.</source>
        <translation>応答をストリーミング中です。</translation>
    </message>
    <message>
        <source>Answered completely.</source>
        <translation>応答が完了しました。</translation>
    </message>
    <message>
        <source>The provider answered with an error; the tool got it unchanged.</source>
        <translation>プロバイダーがエラーを返し、そのままツールに渡されました。</translation>
    </message>
    <message>
        <source>Refused by Homeport; the provider was not asked.</source>
        <translation>Homeport が拒否しました。プロバイダーには送っていません。</translation>
    </message>
    <message>
        <source>The provider could not be reached.</source>
        <translation>プロバイダーに接続できませんでした。</translation>
    </message>
    <message>
        <source>The provider broke off in the middle of its answer.</source>
        <translation>プロバイダーが応答の途中で切断しました。</translation>
    </message>
    <message>
        <source>The tool left before the answer was complete; the provider was told to stop.</source>
        <translation>応答が終わる前にツールが切断したため、プロバイダーに停止を伝えました。</translation>
    </message>
    <message>
        <source>The provider stayed silent for too long.</source>
        <translation>プロバイダーからの応答が長い間ありませんでした。</translation>
    </message>
    <message>
        <source>Ended because Homeport was stopping.</source>
        <translation>Homeport の停止にともない終了しました。</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>待ち行列</translation>
    </message>
    <message>
        <source>held</source>
        <translation>保留中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>切断</translation>
    </message>
    <message>
        <source>left</source>
        <translation>切断</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>タイムアウト</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
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
        <translation>出力 %1</translation>
    </message>
    <message>
        <source>%1 input</source>
        <translation>入力 %1</translation>
    </message>
    <message>
        <source>%1 output (%2 thinking)</source>
        <translation>出力 %1（思考 %2）</translation>
    </message>
    <message>
        <source>%1 from the cache</source>
        <translation>キャッシュから %1</translation>
    </message>
    <message>
        <source>%1 to the cache for 5 min</source>
        <translation>キャッシュへ %1（5 分間）</translation>
    </message>
    <message>
        <source>%1 to the cache for 1 h</source>
        <translation>キャッシュへ %1（1 時間）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln web searches</source>
        <translation>
            <numerusform>ウェブ検索 %Ln 回</numerusform>
        </translation>
    </message>
    <message>
        <source>; not counted to the end</source>
        <translation>、最後までは数えていません</translation>
    </message>
</context>
<context>
    <name>RouteText</name>
    <message>
        <source>Chosen</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Could serve too; another one came first</source>
        <translation>対応できましたが、別のアカウントが先でした</translation>
    </message>
    <message>
        <source>Speaks another protocol</source>
        <translation>別のプロトコルを使用</translation>
    </message>
    <message>
        <source>The key may not use it</source>
        <translation>このキーでは使えません</translation>
    </message>
    <message>
        <source>Does not serve this model</source>
        <translation>このモデルを提供していません</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>ユーザーが一時停止</translation>
    </message>
    <message>
        <source>Needs a new sign-in</source>
        <translation>再サインインが必要</translation>
    </message>
    <message>
        <source>Switched off by its provider</source>
        <translation>プロバイダーによって停止されています</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Parked for models of this family</source>
        <translation>この系列のモデルは待機中です</translation>
    </message>
    <message>
        <source>Keeps its reserve</source>
        <translation>予備を残しています</translation>
    </message>
    <message>
        <source>No way to its provider</source>
        <translation>プロバイダーへの経路がありません</translation>
    </message>
    <message>
        <source>Has no credential</source>
        <translation>認証情報がありません</translation>
    </message>
    <message>
        <source>Was tried already for this request</source>
        <translation>このリクエストで試行済みです</translation>
    </message>
    <message>
        <source>Passes a tool&apos;s own login through; this request brings none</source>
        <translation>ツール自身のサインインを渡すアカウントですが、このリクエストには含まれていません</translation>
    </message>
    <message>
        <source>Not asked: the request brings a login of its own</source>
        <translation>対象外: リクエスト自身がサインイン情報をもっています</translation>
    </message>
    <message>
        <source>Was parked until just now; another request is finding out</source>
        <translation>直前まで待機中でした。別のリクエストが確認しています</translation>
    </message>
    <message>
        <source>Does not serve this kind of call</source>
        <translation>この種類の呼び出しに対応していません</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>優先度 %1</translation>
    </message>
    <message>
        <source>reset not known</source>
        <translation>リセット時期は不明</translation>
    </message>
    <message>
        <source>resets in %1</source>
        <translation>%1後にリセット</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>rested %1</source>
        <translation>休止 %1</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>スコア %1</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <extracomment>%1: why an account can&apos;t serve, %2: a moment</extracomment>
        <translation>%2 まで%1</translation>
    </message>
    <message>
        <source>of its quota %1</source>
        <translation>クォータのうち %1</translation>
    </message>
    <message>
        <source>Strategy: %1</source>
        <translation>方式: %1</translation>
    </message>
    <message>
        <source>By the rule of %1</source>
        <translation>%1 の規則による</translation>
    </message>
    <message>
        <source>Its session stays on the account it began on</source>
        <translation>セッションは、開始したアカウントにとどまります</translation>
    </message>
    <message>
        <source>The key is pinned to one account</source>
        <translation>キーは 1 つのアカウントに固定されています</translation>
    </message>
    <message>
        <source>The only one that comes free soon; the request waited for it</source>
        <translation>まもなく空く唯一のアカウントで、リクエストはこれを待ちました</translation>
    </message>
    <message>
        <source>No account could serve</source>
        <translation>対応できるアカウントがありませんでした</translation>
    </message>
    <message>
        <source>It was asked of the model %1; an alias has %2 serve in its place.</source>
        <translation>モデル %1 が求められましたが、エイリアスにより %2 が代わりに対応します。</translation>
    </message>
    <message>
        <source>It waited %1 for a free place of its key.</source>
        <translation>キーの枠が空くまで %1 待ちました。</translation>
    </message>
    <message>
        <source>It was held for %1 until a parked account came free.</source>
        <translation>待機中のアカウントが空くまで %1 保留しました。</translation>
    </message>
    <message>
        <source>Its session %1 was on %2 before, which can&apos;t serve it now.</source>
        <translation>セッション %1 は以前 %2 にありましたが、現在は対応できません。</translation>
    </message>
    <message>
        <source>It belongs to the session %1.</source>
        <translation>セッション %1 に属しています。</translation>
    </message>
    <message>
        <source>An account got no token that serves: %1</source>
        <translation>有効なトークンを得られなかったアカウントがあります: %1</translation>
    </message>
    <message>
        <source>No account served this request</source>
        <translation>このリクエストに対応したアカウントはありません</translation>
    </message>
    <message numerus="yes">
        <source>%1, after %Ln choices</source>
        <translation>
            <numerusform>%1、%Ln 回の選択後</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoutingText</name>
    <message>
        <source>By priority</source>
        <translation>優先度順</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>順番に使用</translation>
    </message>
    <message>
        <source>Least recently used</source>
        <translation>最も長く未使用</translation>
    </message>
    <message>
        <source>By weight</source>
        <translation>重みづけ</translation>
    </message>
    <message>
        <source>Most headroom</source>
        <translation>残りが最も多い</translation>
    </message>
    <message>
        <source>Soonest reset</source>
        <translation>リセットが最も早い</translation>
    </message>
    <message>
        <source>The account with the lowest priority number serves; equal ones take turns.</source>
        <translation>優先度の数字が最も小さいアカウントが対応します。同じなら交代で対応します。</translation>
    </message>
    <message>
        <source>In the order they were added: the next one serves only when the one before can&apos;t.</source>
        <translation>追加した順です。前のアカウントが対応できないときだけ、次のアカウントが対応します。</translation>
    </message>
    <message>
        <source>The account that has rested longest serves.</source>
        <translation>最も長く休んでいるアカウントが対応します。</translation>
    </message>
    <message>
        <source>New sessions are shared in proportion to the accounts&apos; weights.</source>
        <translation>新しいセッションは、アカウントの重みに比例して割り当てられます。</translation>
    </message>
    <message>
        <source>The account with the most quota left serves.</source>
        <translation>クォータの残りが最も多いアカウントが対応します。</translation>
    </message>
    <message>
        <source>The account whose quota renews first serves: what is left of it would be lost.</source>
        <translation>クォータが最も早くリセットされるアカウントが対応します。残りがむだにならないようにするためです。</translation>
    </message>
    <message>
        <source>The whole account is parked until %1.</source>
        <translation>アカウント全体が %1 まで待機中です。</translation>
    </message>
    <message>
        <source>Models of the family %1 are parked until %2.</source>
        <translation>%1 系列のモデルは %2 まで待機中です。</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Clear the line</source>
        <translation>入力を消去</translation>
    </message>
</context>
<context>
    <name>SetupWords</name>
    <message>
        <source>line %1, column %2: %3</source>
        <translation>%1 行 %2 列: %3</translation>
    </message>
    <message>
        <source>Shell, Anthropic clients</source>
        <translation>シェル、Anthropic クライアント</translation>
    </message>
    <message>
        <source>Shell, OpenAI clients</source>
        <translation>シェル、OpenAI クライアント</translation>
    </message>
    <message>
        <source>Shell, Google clients</source>
        <translation>シェル、Google クライアント</translation>
    </message>
    <message>
        <source>Shell, where HTTP_PROXY is set</source>
        <translation>シェル、HTTP_PROXY を設定している場合</translation>
    </message>
    <message>
        <source>No key is in the file: Claude Code asks homeportctl for it, and keeps the answer for five minutes.</source>
        <translation>ファイルにキーはありません。Claude Code が homeportctl に問い合わせ、その応答を 5 分間保持します。</translation>
    </message>
    <message>
        <source>No key is in the file: Codex asks homeportctl for it.</source>
        <translation>ファイルにキーはありません。Codex が homeportctl に問い合わせます。</translation>
    </message>
    <message>
        <source>A .env file in a project&apos;s folder goes before this one.</source>
        <translation>プロジェクトのフォルダーにある .env ファイルは、これより優先されます。</translation>
    </message>
    <message>
        <source>opencode.json of a project goes before this file.</source>
        <translation>プロジェクトの opencode.json は、このファイルより優先されます。</translation>
    </message>
    <message>
        <source>--model names a model that one of your accounts serves; without it Qwen Code asks for its own.</source>
        <translation>--model には、いずれかのアカウントが提供するモデルを指定します。指定しないと、Qwen Code は自身のモデルを求めます。</translation>
    </message>
    <message>
        <source>VS Code 1.122 or newer. It wants each model by name: --model names one that an account of yours serves with OpenAI&apos;s protocol.</source>
        <translation>VS Code 1.122 以降。モデルごとに名前が必要です。--model には、いずれかのアカウントが OpenAI のプロトコルで提供するモデルを指定します。</translation>
    </message>
    <message>
        <source>Zed keeps keys in the system&apos;s keychain: open its agent settings and paste the key of &quot;homeportctl tools key zed&quot; for Anthropic and for OpenAI.</source>
        <translation>Zed はキーをシステムのキーチェーンに保管します。エージェントの設定を開き、Anthropic と OpenAI の欄に「homeportctl tools key zed」のキーを貼り付けてください。</translation>
    </message>
    <message>
        <source>aider reads .env of your home folder, then that of the project, which goes before it. Other programs may read it too.</source>
        <translation>aider はホームフォルダーの .env を読み、次にプロジェクトの .env を読みます。後者が優先されます。ほかのプログラムも読み取ることがあります。</translation>
    </message>
    <message>
        <source>Models that speak OpenAI&apos;s protocol go through Homeport: aider --model openai/NAME.</source>
        <translation>OpenAI のプロトコルを使うモデルは Homeport を経由します: aider --model openai/NAME.</translation>
    </message>
    <message>
        <source>Claude Code sends it instead of Homeport&apos;s key.</source>
        <translation>Claude Code は Homeport のキーの代わりにこれを送ります。</translation>
    </message>
    <message>
        <source>Claude Code then calls Amazon Bedrock.</source>
        <translation>その場合、Claude Code は Amazon Bedrock を呼び出します。</translation>
    </message>
    <message>
        <source>Claude Code then calls Vertex AI.</source>
        <translation>その場合、Claude Code は Vertex AI を呼び出します。</translation>
    </message>
    <message>
        <source>It goes before the file&apos;s key.</source>
        <translation>ファイルのキーより優先されます。</translation>
    </message>
    <message>
        <source>It goes before the file&apos;s address.</source>
        <translation>ファイルのアドレスより優先されます。</translation>
    </message>
    <message>
        <source>Gemini CLI sends it instead of Homeport&apos;s key.</source>
        <translation>Gemini CLI は Homeport のキーの代わりにこれを送ります。</translation>
    </message>
    <message>
        <source>Gemini CLI then calls Vertex AI.</source>
        <translation>その場合、Gemini CLI は Vertex AI を呼び出します。</translation>
    </message>
    <message>
        <source>Gemini CLI then signs in to Code Assist.</source>
        <translation>その場合、Gemini CLI は Code Assist にサインインします。</translation>
    </message>
    <message>
        <source>opencode then reads another file as well, which goes before this one.</source>
        <translation>その場合、opencode は別のファイルも読み、そちらが優先されます。</translation>
    </message>
    <message>
        <source>Zed sends it instead of the key that you give it.</source>
        <translation>Zed は、設定したキーの代わりにこれを送ります。</translation>
    </message>
    <message>
        <source>What is meant for Homeport goes to that proxy: set NO_PROXY=127.0.0.1,localhost too.</source>
        <translation>Homeport 宛ての通信がそのプロキシに送られます。NO_PROXY=127.0.0.1,localhost も設定してください。</translation>
    </message>
    <message>
        <source>%1 is a link that leads nowhere: remove it, or make the file it names.</source>
        <translation>%1 はリンク切れです。削除するか、リンク先のファイルを作成してください。</translation>
    </message>
    <message>
        <source>%1 leads to %2, outside of %3: change that file by hand.</source>
        <translation>%1 は %3 の外にある %2 を指しています。そのファイルは手作業で変更してください。</translation>
    </message>
    <message>
        <source>%1 belongs to another user.</source>
        <translation>%1 はほかのユーザーのものです。</translation>
    </message>
    <message>
        <source>Everybody may write to %1: run chmod o-w on it first.</source>
        <translation>%1 にはだれでも書き込めます。先に chmod o-w を実行してください。</translation>
    </message>
    <message>
        <source>%1 is no regular file.</source>
        <translation>%1 は通常のファイルではありません。</translation>
    </message>
    <message>
        <source>%1 has other names (hard links), which would part from it.</source>
        <translation>%1 にはほかの名前（ハードリンク）があり、変更すると切り離されてしまいます。</translation>
    </message>
    <message>
        <source>%1 is read-only: run chmod u+w on it if Homeport shall change it.</source>
        <translation>%1 は読み取り専用です。Homeport に変更させるには chmod u+w を実行してください。</translation>
    </message>
    <message>
        <source>%1 is too large to be a configuration file.</source>
        <translation>%1 は設定ファイルとしては大きすぎます。</translation>
    </message>
    <message>
        <source>%1 has just been changed by somebody else: try again.</source>
        <translation>%1 はたった今ほかから変更されました。もう一度試してください。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 を読み取れません: %2。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation>%1 に書き込めません: %2。</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be written.</source>
        <translation>フォルダー %1 に書き込めません。</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>フォルダー %1 を作成できません。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written.</source>
        <translation>%1 に書き込めません。</translation>
    </message>
    <message>
        <source>the folder can&apos;t be made</source>
        <translation>フォルダーを作成できません</translation>
    </message>
    <message>
        <source>%1 is damaged, or of a newer Homeport. The copies of tools&apos; files lie in tool-backups beside it.</source>
        <translation>%1 は壊れているか、新しい Homeport のものです。ツールのファイルのコピーは、同じ場所の tool-backups にあります。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be changed in this file as it is written: %2</source>
        <translation>%1 は、このファイルの書き方では変更できません: %2</translation>
    </message>
    <message>
        <source>Changing %1 would have changed more than that.</source>
        <translation>%1 を変更すると、それ以外も変わってしまうところでした。</translation>
    </message>
    <message>
        <source>%1 would not have got its value.</source>
        <translation>%1 に値が入らないところでした。</translation>
    </message>
    <message>
        <source>Such a value can&apos;t be written into an .env file.</source>
        <translation>このような値は .env ファイルに書き込めません。</translation>
    </message>
    <message>
        <source>Such a value is not written into TOML.</source>
        <translation>このような値は TOML に書き込みません。</translation>
    </message>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>JSON ではありません: %1。</translation>
    </message>
    <message>
        <source>%1 is not written as a line of its own, and can&apos;t be edited.</source>
        <translation>%1 は独立した行になっていないため、編集できません。</translation>
    </message>
    <message>
        <source>%1 stands here a second time.</source>
        <translation>ここで %1 が重複しています。</translation>
    </message>
    <message>
        <source>a colon is expected.</source>
        <translation>コロンが必要です。</translation>
    </message>
    <message>
        <source>a comma or %1 is expected.</source>
        <translation>コンマまたは %1 が必要です。</translation>
    </message>
    <message>
        <source>a key in double quotes, or }, is expected.</source>
        <translation>二重引用符で囲んだキーまたは } が必要です。</translation>
    </message>
    <message>
        <source>a list is expected here.</source>
        <translation>ここにはリストが必要です。</translation>
    </message>
    <message>
        <source>a table is expected here.</source>
        <translation>ここにはテーブルが必要です。</translation>
    </message>
    <message>
        <source>a value is expected.</source>
        <translation>値が必要です。</translation>
    </message>
    <message>
        <source>a zero byte, so this is no text.</source>
        <translation>ゼロバイトがあるため、テキストではありません。</translation>
    </message>
    <message>
        <source>an object is expected here.</source>
        <translation>ここにはオブジェクトが必要です。</translation>
    </message>
    <message>
        <source>bytes that are not UTF-8.</source>
        <translation>UTF-8 ではないバイトがあります。</translation>
    </message>
    <message>
        <source>nested too deeply.</source>
        <translation>入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>something stands behind the end of the document.</source>
        <translation>ドキュメントの終わりのあとに何かあります。</translation>
    </message>
    <message>
        <source>this comment is not closed.</source>
        <translation>このコメントは閉じられていません。</translation>
    </message>
    <message>
        <source>this line is not understood.</source>
        <translation>この行を解釈できません。</translation>
    </message>
    <message>
        <source>this quote is not closed.</source>
        <translation>この引用符は閉じられていません。</translation>
    </message>
    <message>
        <source>this string is not closed, or not as JSON has it.</source>
        <translation>この文字列は閉じられていないか、JSON の形式ではありません。</translation>
    </message>
    <message>
        <source>this table is written in braces, and can&apos;t be edited: write it as [%1].</source>
        <translation>このテーブルは波かっこで書かれているため編集できません。[%1] の形で書いてください。</translation>
    </message>
    <message>
        <source>%1 is a table here.</source>
        <translation>ここでは %1 はテーブルです。</translation>
    </message>
    <message>
        <source>%1 is a list of tables here.</source>
        <translation>ここでは %1 はテーブルのリストです。</translation>
    </message>
    <message>
        <source>A file has changed since it was shown: nothing was done.</source>
        <translation>表示したあとにファイルが変更されたため、何もしていません。</translation>
    </message>
    <message>
        <source>Another Homeport program is setting tools up: try again when it has finished.</source>
        <translation>別の Homeport プログラムがツールを設定中です。終わってからもう一度試してください。</translation>
    </message>
    <message>
        <source>Homeport does not listen, so there is no address to write. The Overview page says why.</source>
        <translation>Homeport が待ち受けていないため、書き込むアドレスがありません。理由は「概要」ページに表示されます。</translation>
    </message>
    <message>
        <source>Homeport has not configured &quot;%1&quot;.</source>
        <translation>Homeport は「%1」を設定していません。</translation>
    </message>
    <message>
        <source>It is not set up: do that first.</source>
        <translation>まだ設定されていません。先に設定してください。</translation>
    </message>
    <message>
        <source>There is no such tool.</source>
        <translation>そのようなツールはありません。</translation>
    </message>
    <message>
        <source>This is the demo: its keys end with it, and tools would be left without one. Start Homeport without --demo.</source>
        <translation>これはデモです。デモのキーは終了とともに無効になり、ツールが使えなくなります。--demo を付けずに Homeport を起動してください。</translation>
    </message>
    <message>
        <source>This plan has no key yet: it is for showing only.</source>
        <translation>この計画にはまだキーがありません。表示専用です。</translation>
    </message>
    <message>
        <source>This tool must be told a model: --model NAME.</source>
        <translation>このツールにはモデルの指定が必要です: --model NAME.</translation>
    </message>
    <message>
        <source>homeportctl, which this tool runs for its key, is not installed beside Homeport.</source>
        <translation>このツールがキーの取得に使う homeportctl が、Homeport と一緒にインストールされていません。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: a file, %2: what is wrong in it</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <extracomment>%1: a file, %2: the number of a line</extracomment>
        <translation>%1 の %2 行目</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <extracomment>%1: a key of a configuration file, %2: that file</extracomment>
        <translation>%2 の %1</translation>
    </message>
</context>
<context>
    <name>TestText</name>
    <message>
        <source>Credit: %1 left</source>
        <translation>クレジット: 残り %1</translation>
    </message>
    <message>
        <source>Credit: this key has no limit</source>
        <translation>クレジット: このキーに上限はありません</translation>
    </message>
    <message>
        <source>%1, %2 used so far</source>
        <translation>%1、これまでに %2 使用</translation>
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
        <translation>エディター</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>スクリプト</translation>
    </message>
    <message>
        <source>At most 120 requests a minute and 4 at once, so that a loop can&apos;t run wild</source>
        <translation>1 分あたり最大 120 リクエスト、同時に 4 件まで。ループの暴走を防ぎます</translation>
    </message>
    <message>
        <source>Without limits; set them later with the pencil</source>
        <translation>上限なし。あとから鉛筆のボタンで設定できます</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. The Overview page has the lines for other shells.</source>
        <translation>ターミナルに貼り付け、そこで claude を実行してください。ほかのシェル用の行は「概要」ページにあります。</translation>
    </message>
    <message>
        <source>For ~/.codex/config.toml, above its tables. It takes an account that speaks OpenAI&apos;s protocol.</source>
        <translation>~/.codex/config.toml の、テーブルより上に書きます。OpenAI のプロトコルに対応するアカウントが必要です。</translation>
    </message>
    <message>
        <source>For ~/.gemini/.env, with “gemini-api-key” chosen in its settings. It takes an account that speaks Gemini&apos;s protocol.</source>
        <translation>~/.gemini/.env に書き、設定で「gemini-api-key」を選びます。Gemini のプロトコルに対応するアカウントが必要です。</translation>
    </message>
    <message>
        <source>For an editor&apos;s settings of an Anthropic-compatible provider. Editors that call from their maker&apos;s servers can&apos;t reach this computer.</source>
        <translation>エディターの、Anthropic 互換プロバイダーの設定に使います。開発元のサーバーから接続するエディターは、このコンピューターに届きません。</translation>
    </message>
    <message>
        <source>Streams one short answer through the relay.</source>
        <translation>リレーを通して短い応答を 1 つストリーミングします。</translation>
    </message>
</context>
<context>
    <name>ToolsText</name>
    <message>
        <source>Interrupted</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Can&apos;t be read</source>
        <translation>読み取れません</translation>
    </message>
    <message>
        <source>Its key was revoked</source>
        <translation>キーが取り消されました</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>未インストール</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>インストール済み</translation>
    </message>
    <message>
        <source>Changed by someone else</source>
        <translation>ほかから変更されました</translation>
    </message>
    <message>
        <source>A variable goes before it</source>
        <translation>環境変数が優先されています</translation>
    </message>
    <message>
        <source>Set up for another address</source>
        <translation>別のアドレス用に設定済み</translation>
    </message>
    <message>
        <source>Set up by an older Homeport</source>
        <translation>古い Homeport による設定</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>設定済み</translation>
    </message>
    <message>
        <source>The program itself is not to be found any more.</source>
        <translation>プログラム本体が見つからなくなりました。</translation>
    </message>
    <message>
        <source>%1 · found by %2</source>
        <extracomment>%1: a program, %2: what it was found by: nvm, volta, npm, flatpak, or a folder</extracomment>
        <translation>%1 · %2 により検出</translation>
    </message>
    <message>
        <source>%1 is set in the environment that Homeport was started in. %2</source>
        <extracomment>%1: an environment variable, %2: a sentence on what it does</extracomment>
        <translation>Homeport を起動した環境で %1 が設定されています。%2</translation>
    </message>
    <message>
        <source>%1 is set in %3. %2</source>
        <extracomment>%1: an environment variable, %2: a sentence on what it does, %3: a file and a line</extracomment>
        <translation>%3 で %1 が設定されています。%2</translation>
    </message>
    <message>
        <source>A change was begun and not finished. Restore it, or configure it again.</source>
        <translation>変更が途中で終わっています。元に戻すか、設定し直してください。</translation>
    </message>
    <message>
        <source>Homeport refuses it. Configure it again for a new key, or restore it.</source>
        <translation>Homeport はこのキーを拒否します。設定し直して新しいキーを渡すか、元に戻してください。</translation>
    </message>
    <message>
        <source>It asks at %1, but Homeport listens at %2. Configure it again.</source>
        <translation>宛先は %1 ですが、Homeport は %2 で待ち受けています。設定し直してください。</translation>
    </message>
    <message>
        <source>Changed since Homeport set it: %1. “Configure” sets it again, “Restore” leaves it.</source>
        <translation>Homeport の設定後に変更されています: %1。「設定」で設定し直し、「元に戻す」ではそのまま残します。</translation>
    </message>
    <message>
        <source>What it reads has changed. Configure it again.</source>
        <translation>読み込む内容が変わりました。設定し直してください。</translation>
    </message>
    <message>
        <source>A file can&apos;t be understood or edited, so it was left alone. Correct it, then look again.</source>
        <translation>解釈または編集できないファイルがあるため、変更していません。修正してから、もう一度調べてください。</translation>
    </message>
    <message>
        <source>A file lies where Homeport does not write, so it was left alone.</source>
        <translation>Homeport が書き込まない場所にファイルがあるため、変更していません。</translation>
    </message>
    <message>
        <source>Somebody else is at it. Look again, then try once more.</source>
        <translation>ほかのプログラムが変更しています。もう一度調べてから、やり直してください。</translation>
    </message>
    <message>
        <source>A file can&apos;t be read or written. Check its permissions, and that the disk has space.</source>
        <translation>ファイルの読み取りまたは書き込みができません。アクセス権とディスクの空きを確認してください。</translation>
    </message>
    <message>
        <source>Its key is gone. Configure it again.</source>
        <translation>キーがなくなっています。設定し直してください。</translation>
    </message>
    <message>
        <source>No answer for %1: %2</source>
        <translation>%1 への応答なし: %2</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 モデル</translation>
    </message>
    <message>
        <source>%L1 models</source>
        <translation>%L1 モデル</translation>
    </message>
    <message>
        <source>Homeport answers %1&apos;s key: %3, in %2.</source>
        <extracomment>%1: a tool, %2: a time, %3: &quot;12 models&quot;</extracomment>
        <translation>Homeport が %1 のキーに応答しました: %3、%2。</translation>
    </message>
    <message>
        <source>The key works, but %1 asks at %2 and Homeport listens at %3. Configure it again.</source>
        <translation>キーは有効ですが、%1 の接続先は %2 で、Homeport は %3 で待ち受けています。設定し直してください。</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>理由の記載なし</translation>
    </message>
    <message>
        <source>Refused with status %1: %2</source>
        <translation>ステータス %1 で拒否: %2</translation>
    </message>
    <message>
        <source>Interrupted while it was set up: %1</source>
        <translation>設定中に中断: %1</translation>
    </message>
    <message>
        <source>The files are as they were, or as they were to become. Restore them, or configure the tool again.</source>
        <translation>ファイルは元のままか、変更後の状態です。元に戻すか、ツールを設定し直してください。</translation>
    </message>
    <message>
        <source>Homeport does not listen: these get no answer: %1</source>
        <translation>Homeport が待ち受けていないため、応答を受け取れません: %1</translation>
    </message>
    <message>
        <source>The Overview page says why, and starts it again. Or give the tools back what they had before Homeport.</source>
        <translation>「概要」ページで理由を確認し、再開できます。または、ツールを Homeport の前の状態に戻してください。</translation>
    </message>
    <message>
        <source>Set up for another address: %1</source>
        <translation>別のアドレス用に設定: %1</translation>
    </message>
    <message>
        <source>Homeport listens at %1 now. Configure them again, or restore them.</source>
        <translation>Homeport は現在 %1 で待ち受けています。設定し直すか、元に戻してください。</translation>
    </message>
    <message>
        <source>The tools were not restored</source>
        <translation>ツールは元に戻されませんでした</translation>
    </message>
    <message>
        <source>Somebody else has changed %1. It stayed as it is.</source>
        <translation>他の誰かが %1 を変更しました。そのままにしてあります。</translation>
    </message>
    <message>
        <source>%1 was not restored: %2</source>
        <translation>%1 は元に戻されませんでした: %2</translation>
    </message>
    <message>
        <source>No tool was restored</source>
        <translation>元に戻したツールはありません</translation>
    </message>
    <message>
        <source>Restored: %1</source>
        <translation>元に戻しました: %1</translation>
    </message>
    <message>
        <source>The local keys of %1 could not be revoked: do that on the Keys page.</source>
        <translation>%1 のローカルキーを取り消せませんでした。「キー」ページで取り消してください。</translation>
    </message>
</context>
<context>
    <name>TrayText</name>
    <message>
        <source>Paused: tools can&apos;t connect</source>
        <translation>一時停止中: ツールは接続できません</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Finishing the last requests…</source>
        <translation>残りのリクエストを終えています…</translation>
    </message>
    <message>
        <source>Not listening on port %1</source>
        <translation>ポート %1 で待ち受けていません</translation>
    </message>
    <message>
        <source>Locked: requests are refused</source>
        <translation>ロック中: リクエストは拒否されます</translation>
    </message>
    <message>
        <source>Running on %1</source>
        <extracomment>%1 is an address such as http://127.0.0.1:8642</extracomment>
        <translation>%1 で動作中</translation>
    </message>
    <message>
        <source>%1: %2, %3 used, resets %4</source>
        <extracomment>%1: an account, %2: a quota window such as &quot;5 hours&quot;, %3: a percentage, %4: a time, perhaps with the day</extracomment>
        <translation>%1: %2、%3 使用済み、%4 にリセット</translation>
    </message>
    <message>
        <source>%1: %2, %3 used</source>
        <translation>%1: %2、%3 使用済み</translation>
    </message>
</context>
<context>
    <name>UsageCsv</name>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全トークン</translation>
    </message>
    <message>
        <source>Cost in dollars</source>
        <translation>費用（ドル）</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>価格なし</translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message>
        <source>ddd d MMM yyyy</source>
        <extracomment>date format of a day: Tue 3 Jun 2026</extracomment>
        <translation>yyyy年M月d日 (ddd)</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Cache write, 5 min</source>
        <translation>キャッシュ書き込み、5 分</translation>
    </message>
    <message>
        <source>Cache write, 1 h</source>
        <translation>キャッシュ書き込み、1 時間</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>キャッシュ読み取り</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 日間</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 日間</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>今月</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 か月</translation>
    </message>
    <message>
        <source>By account</source>
        <translation>アカウント別</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>モデル別</translation>
    </message>
    <message>
        <source>By key</source>
        <translation>キー別</translation>
    </message>
    <message>
        <source>By tool</source>
        <translation>ツール別</translation>
    </message>
    <message>
        <source>By project</source>
        <translation>プロジェクト別</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
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
        <translation>M月d日 (ddd)</translation>
    </message>
    <message>
        <source>Usage, %1: %2, %3 tokens</source>
        <translation>使用量、%1: %2、%3 トークン</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests of models without a price are not in the cost.</source>
        <translation>
            <numerusform>価格のないモデルのリクエスト %Ln 件は、費用に含まれていません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Homeport could not read its own records. Try again; if it stays so, restart Homeport.</source>
        <translation>Homeport が自身の記録を読み取れませんでした。もう一度試してください。続く場合は Homeport を再起動してください。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
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
        <translation>エラー</translation>
    </message>
    <message>
        <source>Latest requests</source>
        <translation>最近のリクエスト</translation>
    </message>
    <message>
        <source>All requests of this account</source>
        <translation>このアカウントの全リクエスト</translation>
    </message>
    <message>
        <source>None since Homeport was started.</source>
        <translation>Homeport の起動以降はありません。</translation>
    </message>
    <message numerus="yes">
        <source>None among the latest %Ln requests of all accounts.</source>
        <translation>
            <numerusform>全アカウントの最近 %Ln 件のリクエストにはありません。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::AccountDetail</name>
    <message>
        <source>All accounts</source>
        <translation>すべてのアカウント</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>今すぐ更新</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>再サインイン…</translation>
    </message>
    <message>
        <source>Proxy…</source>
        <translation>プロキシ…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source> Ten minutes later %1 is told to revoke the sign-in.</source>
        <translation>10 分後に、%1 にサインインの取り消しを依頼します。</translation>
    </message>
    <message>
        <source>“Remove” takes the account out of use at once; an undo is offered for half a minute.</source>
        <translation>「削除」するとアカウントはすぐに使われなくなります。30 秒間は元に戻せます。</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>同じ名前のアカウントが既にあります。</translation>
    </message>
    <message>
        <source>Organization…</source>
        <translation>組織…</translation>
    </message>
</context>
<context>
    <name>homeport::AccountFacts</name>
    <message>
        <source>Facts</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>プロバイダー</translation>
    </message>
    <message>
        <source>%1 (its provider file is gone)</source>
        <translation>%1（プロバイダーファイルがありません）</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>ベース URL</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>認証情報</translation>
    </message>
    <message>
        <source>OAuth client</source>
        <translation>OAuth クライアント</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>リージョン</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>追加日</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Your pause</source>
        <translation>一時停止の設定</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>ユーザーが一時停止</translation>
    </message>
    <message>
        <source>Not paused</source>
        <translation>一時停止していません</translation>
    </message>
    <message>
        <source>Provider&apos;s verdict</source>
        <translation>プロバイダーの判断</translation>
    </message>
    <message>
        <source>Token obtained</source>
        <translation>トークンの取得</translation>
    </message>
    <message>
        <source>Key obtained</source>
        <translation>キーの取得</translation>
    </message>
    <message>
        <source>It does not expire</source>
        <translation>期限なし</translation>
    </message>
    <message>
        <source>Token valid until</source>
        <translation>トークンの有効期限</translation>
    </message>
    <message>
        <source>None is due</source>
        <translation>予定なし</translation>
    </message>
    <message>
        <source>Never: the provider gave no refresh token</source>
        <translation>なし: 更新トークンが発行されていません</translation>
    </message>
    <message>
        <source>Next refresh</source>
        <translation>次回の更新</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>次回の試行</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>プラン</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>組織</translation>
    </message>
</context>
<context>
    <name>homeport::AccountListRow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: provider, %2: kind of credential</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Resume “%1”</source>
        <translation>「%1」を再開</translation>
    </message>
    <message>
        <source>Pause “%1”</source>
        <translation>「%1」を一時停止</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>「%1」を削除</translation>
    </message>
    <message>
        <source>Details of “%1”</source>
        <translation>「%1」の詳細</translation>
    </message>
    <message>
        <source>%1, plan: %2</source>
        <translation>%1、プラン: %2</translation>
    </message>
</context>
<context>
    <name>homeport::AccountStep</name>
    <message>
        <source>Sign in…</source>
        <translation>サインイン…</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>API キーを追加…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>インポート…</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>デモを開始</translation>
    </message>
    <message>
        <source>Command that starts the demo</source>
        <translation>デモを開始するコマンド</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Try it without an account</source>
        <translation>アカウントなしで試す</translation>
    </message>
    <message>
        <source>The demo is a second Homeport in a window of its own, with a simulated provider. It has an address and a key of its own, keeps nothing, and touches nothing of this one.</source>
        <translation>デモは、専用のウィンドウで動くもう一つの Homeport で、模擬プロバイダーを使います。独自のアドレスとキーを持ち、何も保存せず、この Homeport には触れません。</translation>
    </message>
    <message>
        <source>Sign in with your browser, or paste an API key. It is kept encrypted on this computer, and tools never see it. For a tool that has a subscription of its own, choose “Add API key…” and there “Pass-through”.</source>
        <translation>ブラウザーでサインインするか、API キーを貼り付けます。暗号化してこのコンピューターに保存され、ツールには見えません。独自のサブスクリプションを持つツールには「API キーを追加…」の「パススルー」を選びます。</translation>
    </message>
    <message>
        <source>These are ready for your tools. You can add more now, or at any time on the Accounts page.</source>
        <translation>これらはツールから使えます。追加は今でも、後から「アカウント」ページでもできます。</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>ほか %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The demo opens in a window of its own. Close that window when you have seen enough.</source>
        <translation>デモは専用のウィンドウで開きます。見終わったらそのウィンドウを閉じてください。</translation>
    </message>
    <message>
        <source>The demo could not be started. This command does the same in a terminal:</source>
        <translation>デモを開始できませんでした。ターミナルで次のコマンドを実行しても同じです:</translation>
    </message>
</context>
<context>
    <name>homeport::AccountUsage</name>
    <message>
        <source>Retry</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>使用量</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>今月</translation>
    </message>
    <message>
        <source>Nothing was used in the last 30 days.</source>
        <translation>過去 30 日間の使用はありません。</translation>
    </message>
</context>
<context>
    <name>homeport::AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Add API key…</source>
        <translation>API キーを追加…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>サインイン…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>インポート…</translation>
    </message>
    <message>
        <source>Add the accounts of a file</source>
        <translation>ファイルからアカウントを追加</translation>
    </message>
    <message>
        <source>Groups…</source>
        <translation>グループ…</translation>
    </message>
    <message>
        <source>How accounts share the work</source>
        <translation>アカウント間の分担方法</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>アカウントはまだありません</translation>
    </message>
    <message>
        <source>Add the accounts your tools may use. Their credentials are kept encrypted on this computer and are never shown to the tools.</source>
        <translation>ツールに使わせるアカウントを追加してください。認証情報は暗号化してこのコンピューターに保管され、ツールに見えることはありません。</translation>
    </message>
    <message>
        <source>The token was not refreshed</source>
        <translation>トークンは更新されませんでした</translation>
    </message>
    <message>
        <source>The account was not un-parked</source>
        <translation>アカウントの待機は解除されませんでした</translation>
    </message>
    <message>
        <source>The account was not paused</source>
        <translation>アカウントは一時停止されませんでした</translation>
    </message>
    <message>
        <source>The account was not resumed</source>
        <translation>アカウントは再開されませんでした</translation>
    </message>
    <message>
        <source>The account was not removed</source>
        <translation>アカウントは削除されませんでした</translation>
    </message>
    <message>
        <source>“%1” could not be brought back</source>
        <translation>「%1」を元に戻せませんでした</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>「%1」を削除しました。</translation>
    </message>
</context>
<context>
    <name>homeport::ActivityPage</name>
    <message>
        <source>Follow newest</source>
        <translation>最新を追跡</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>すべて表示</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>アクティビティ</translation>
    </message>
    <message>
        <source>Keep the newest request in view</source>
        <translation>最新のリクエストを表示し続けます</translation>
    </message>
    <message>
        <source>Requests could not be read</source>
        <translation>リクエストを読み取れませんでした</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>まだ何もありません</translation>
    </message>
    <message>
        <source>Requests appear here as they run. The Overview page has the lines that point a tool at Homeport.</source>
        <translation>リクエストは実行中からここに表示されます。ツールを Homeport に向ける行は「概要」ページにあります。</translation>
    </message>
    <message>
        <source>No request matches.</source>
        <translation>一致するリクエストはありません。</translation>
    </message>
    <message>
        <source>Nothing found so far.</source>
        <translation>まだ見つかっていません。</translation>
    </message>
    <message>
        <source>Requests: %L1</source>
        <translation>リクエスト: %L1</translation>
    </message>
    <message>
        <source>Found: %L1</source>
        <translation>見つかった件数: %L1</translation>
    </message>
    <message>
        <source>Found so far: %L1</source>
        <translation>これまでに見つかった件数: %L1</translation>
    </message>
</context>
<context>
    <name>homeport::AddKeyDialog</name>
    <message>
        <source>API key</source>
        <translation>API キー</translation>
    </message>
    <message>
        <source>Pass-through: tools keep their &amp;own login</source>
        <translation>パススルー: ツール自身のサインインを使う(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Base URL</source>
        <translation>ベース URL(&amp;B)</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API キー(&amp;K)</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>キーを取得</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>アカウントを追加</translation>
    </message>
    <message>
        <source>For a tool that is signed in by itself, such as Claude Code with a subscription: what it sends along goes to the provider untouched, and Homeport keeps nothing of it.</source>
        <translation>自身でサインインしているツール（サブスクリプションの Claude Code など）に使います。送られた内容はそのままプロバイダーに届き、Homeport は何も保持しません。</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>プロバイダー</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>ベース URL</translation>
    </message>
    <message>
        <source>Pass-through: tools keep their own login</source>
        <translation>パススルー: ツール自身のサインインを使う</translation>
    </message>
    <message>
        <source>How it appears in Homeport; any name will do.</source>
        <translation>Homeport での表示名です。自由に付けられます。</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer. Only its last four characters stay visible.</source>
        <translation>暗号化してこのコンピューターに保管されます。表示されるのは末尾の 4 文字だけです。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>プロバイダー(&amp;P)</translation>
    </message>
    <message>
        <source>No browser could be opened. Keys are made at %1</source>
        <translation>ブラウザーを開けませんでした。キーはここで作成します: %1</translation>
    </message>
    <message>
        <source>Add service account</source>
        <translation>サービスアカウントを追加</translation>
    </message>
    <message>
        <source>Add API key</source>
        <translation>API キーを追加</translation>
    </message>
    <message>
        <source>Get a key from %1</source>
        <translation>%1 でキーを取得</translation>
    </message>
    <message>
        <source>Leave it empty; it is only for an endpoint of your own.</source>
        <translation>空のままにしてください。独自のエンドポイント用です。</translation>
    </message>
    <message>
        <source>Send the login &amp;unencrypted to this host</source>
        <translation>サインイン情報を暗号化せずにこのホストへ送る(&amp;U)</translation>
    </message>
    <message>
        <source>Send the key &amp;unencrypted to this host</source>
        <translation>キーを暗号化せずにこのホストへ送る(&amp;U)</translation>
    </message>
    <message>
        <source>Over http, everyone on the way can read the login. Use https, or agree below.</source>
        <translation>http では、経路上のだれでもサインイン情報を読めます。https を使うか、下で同意してください。</translation>
    </message>
    <message>
        <source>Over http, everyone on the way can read the key. Use https, or agree below.</source>
        <translation>http では、経路上のだれでもキーを読めます。https を使うか、下で同意してください。</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>追加しています…</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>同じ名前のアカウントが既にあります。</translation>
    </message>
    <message>
        <source>The account was not added</source>
        <translation>アカウントは追加されませんでした</translation>
    </message>
    <message>
        <source>Optional: leave it empty if the server asks for none. A key is kept encrypted on this computer.</source>
        <translation>省略できます。サーバーが求めない場合は空のままにしてください。キーは暗号化してこのコンピューターに保管されます。</translation>
    </message>
</context>
<context>
    <name>homeport::AliasLines</name>
    <message>
        <source>Aliases of models, one a line</source>
        <translation>モデルのエイリアス、1 行に 1 つ</translation>
    </message>
    <message>
        <source>Line %1 is no “name = model”, both without blanks, the model without asterisks.</source>
        <translation>%1 行目が「名前 = モデル」の形ではありません。どちらにも空白は使えず、モデルにアスタリスクは使えません。</translation>
    </message>
    <message>
        <source>Line %1: “%2” is there already.</source>
        <translation>%1 行目: 「%2」はすでにあります。</translation>
    </message>
    <message>
        <source>These are too many.</source>
        <translation>多すぎます。</translation>
    </message>
</context>
<context>
    <name>homeport::BackupList</name>
    <message>
        <source>Restore another file…</source>
        <translation>別のファイルを復元…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>復元…</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>%1 のバックアップを復元</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>バックアップを復元</translation>
    </message>
</context>
<context>
    <name>homeport::BackupsCard</name>
    <message>
        <source>How many are kept</source>
        <translation>保存する個数</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>With what was used and the price lists</source>
        <translation>使用量と価格表を含める</translation>
    </message>
    <message>
        <source>Passphrase…</source>
        <translation>パスフレーズ…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>今すぐバックアップ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>When backups are made</source>
        <translation>バックアップのスケジュール</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>毎日</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>毎週</translation>
    </message>
    <message>
        <source>Choose a folder for backups</source>
        <translation>バックアップ用フォルダーを選択</translation>
    </message>
    <message>
        <source>Make backups</source>
        <translation>バックアップの作成</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>A backup is being made: %1</source>
        <translation>バックアップを作成しています: %1</translation>
    </message>
    <message>
        <source>Change passphrase…</source>
        <translation>パスフレーズを変更…</translation>
    </message>
    <message>
        <source>Set passphrase…</source>
        <translation>パスフレーズを設定…</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>パスフレーズを変更</translation>
    </message>
    <message>
        <source>Set passphrase</source>
        <translation>パスフレーズを設定</translation>
    </message>
    <message>
        <source>No backup is made yet: set the passphrase that they are sealed under.</source>
        <translation>まだバックアップは作成されません。封印に使うパスフレーズを設定してください。</translation>
    </message>
    <message>
        <source>The last backup was not made; it is tried again each hour. %1</source>
        <translation>前回のバックアップを作成できませんでした。1 時間ごとに再試行します。%1</translation>
    </message>
    <message>
        <source>The next one is due %1. Older ones than those that are kept are deleted; other files in the folder never are.</source>
        <translation>次回は%1です。保存数を超えた古いものは削除されますが、フォルダー内のほかのファイルは削除されません。</translation>
    </message>
    <message>
        <source>Accounts, keys and proxies in one file, sealed under a passphrase: for another computer, or after a mishap.</source>
        <translation>アカウント、キー、プロキシを、パスフレーズで封印した 1 つのファイルに保存します。別のコンピューターへの移行や、万一の場合に使えます。</translation>
    </message>
    <message>
        <source>The passphrase is saved in the vault. Note it elsewhere, too: a backup is no use without it.</source>
        <translation>パスフレーズは保管庫に保存されています。別の場所にも控えてください。これがないとバックアップは使えません。</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>バックアップ用フォルダー</translation>
    </message>
    <message>
        <source>A backup was made: %1.</source>
        <translation>バックアップを作成しました: %1。</translation>
    </message>
    <message>
        <source>The backup was cancelled.</source>
        <translation>バックアップはキャンセルされました。</translation>
    </message>
    <message>
        <source>No backup was made. %1</source>
        <translation>バックアップは作成されませんでした。%1</translation>
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
        <translation>直接接続するホスト</translation>
    </message>
    <message>
        <source>Hosts that are reached directly</source>
        <translation>直接接続するホスト</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>These hosts are reached without any proxy.</source>
        <translation>これらのホストにはプロキシを使わずに接続します。</translation>
    </message>
    <message>
        <source>One per line: a name, *.example.com for all below it, an address, or a network such as 10.0.0.0/8.</source>
        <translation>1 行に 1 つ: 名前、その下すべてを表す *.example.com、アドレス、または 10.0.0.0/8 のようなネットワーク。</translation>
    </message>
    <message>
        <source>The list was not saved</source>
        <translation>一覧は保存されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::ChartLegend</name>
    <message>
        <source>%1: show or hide</source>
        <translation>%1: 表示または非表示</translation>
    </message>
</context>
<context>
    <name>homeport::ClientForm</name>
    <message>
        <source>Choose file…</source>
        <translation>ファイルを選択…</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>クライアントシークレット</translation>
    </message>
    <message>
        <source>Type another client</source>
        <translation>別のクライアントを入力</translation>
    </message>
    <message>
        <source>&amp;Client id</source>
        <translation>クライアント ID(&amp;C)</translation>
    </message>
    <message>
        <source>Pro&amp;ject id</source>
        <translation>プロジェクト ID(&amp;J)</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>クライアント ID</translation>
    </message>
    <message>
        <source>Project id</source>
        <translation>プロジェクト ID</translation>
    </message>
    <message>
        <source>Whose quota is used. It is in the file; it may stay empty.</source>
        <translation>クォータの使用元です。ファイルに含まれているため、空でもかまいません。</translation>
    </message>
    <message>
        <source>Client &amp;secret</source>
        <translation>クライアントシークレット(&amp;S)</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer.</source>
        <translation>このコンピューターに暗号化して保存されます。</translation>
    </message>
    <message>
        <source>Leave it empty to keep the present one.</source>
        <translation>空にすると現在のものを使い続けます。</translation>
    </message>
    <message>
        <source>%1 was read.</source>
        <translation>%1 を読み込みました。</translation>
    </message>
    <message>
        <source>Choose the file, or type the client id.</source>
        <translation>ファイルを選ぶか、クライアント ID を入力してください。</translation>
    </message>
    <message>
        <source>Enter the client id you were given.</source>
        <translation>発行されたクライアント ID を入力してください。</translation>
    </message>
    <message>
        <source>A client id has no blanks. Was more than the id copied?</source>
        <translation>クライアント ID に空白は含まれません。ID 以外もコピーしていませんか?</translation>
    </message>
    <message>
        <source>Enter the secret that belongs to this client id.</source>
        <translation>このクライアント ID に対応するシークレットを入力してください。</translation>
    </message>
    <message>
        <source>A client secret has no blanks. Was more than the secret copied?</source>
        <translation>クライアントシークレットに空白は含まれません。シークレット以外もコピーしていませんか?</translation>
    </message>
    <message>
        <source>Enter the project&apos;s id, not its name: an id has no blanks.</source>
        <translation>プロジェクトの名前ではなく ID を入力してください。ID に空白は含まれません。</translation>
    </message>
    <message>
        <source>Drop client_secret_*.json here, or choose it.</source>
        <translation>client_secret_*.json をここにドロップするか、選択してください。</translation>
    </message>
</context>
<context>
    <name>homeport::CommandPalette</name>
    <message>
        <source>Nothing is called that. Use fewer words, or press Escape.</source>
        <translation>一致するコマンドはありません。語を減らすか、Esc キーを押してください。</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>何をしますか？</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>コマンドを絞り込む</translation>
    </message>
    <message>
        <source>The arrow keys choose a command, Enter runs it.</source>
        <translation>矢印キーでコマンドを選び、Enter キーで実行します。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A command and its shortcut or what it belongs to, for screen readers</extracomment>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>homeport::ConnectCard</name>
    <message>
        <source>Lines to copy</source>
        <translation>コピーする行</translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation>これらの行をコピー</translation>
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
        <translation>curl で試す</translation>
    </message>
    <message>
        <source>Point Claude Code here</source>
        <translation>Claude Code の接続先をここにする</translation>
    </message>
    <message>
        <source>Copying puts your new key in place of %1.</source>
        <translation>コピーすると、%1 が新しいキーに置き換わります。</translation>
    </message>
    <message>
        <source>Put one of your local keys in place of %1.</source>
        <translation>%1 をローカルキーのいずれかに置き換えてください。</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to ~/.bashrc or ~/.zshrc. If HTTP_PROXY is set there, also set NO_PROXY=127.0.0.1,localhost.</source>
        <translation>ターミナルに貼り付け、そこで claude を実行してください。常に使うには、これらの行を ~/.bashrc または ~/.zshrc に追加します。HTTP_PROXY を設定している場合は、NO_PROXY=127.0.0.1,localhost も設定してください。</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to ~/.config/fish/config.fish.</source>
        <translation>ターミナルに貼り付け、そこで claude を実行してください。常に使うには、これらの行を ~/.config/fish/config.fish に追加します。</translation>
    </message>
    <message>
        <source>Paste into a terminal and run claude there. To keep it, add the lines to the file in $PROFILE.</source>
        <translation>ターミナルに貼り付け、そこで claude を実行してください。常に使うには、これらの行を $PROFILE のファイルに追加します。</translation>
    </message>
    <message>
        <source>Merge into ~/.claude/settings.json. It applies to every Claude Code session and wins over the shell.</source>
        <translation>~/.claude/settings.json に組み込んでください。Claude Code のすべてのセッションに適用され、シェルより優先されます。</translation>
    </message>
    <message>
        <source>Streams one short answer through the relay. It appears on the Activity page.</source>
        <translation>リレーを通して短い応答を 1 つストリーミングします。「アクティビティ」ページに表示されます。</translation>
    </message>
</context>
<context>
    <name>homeport::ContentsDialog</name>
    <message>
        <source>Contents of a request</source>
        <translation>リクエストの内容</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Nothing is kept of this request</source>
        <translation>このリクエストの内容は保存されていません</translation>
    </message>
    <message>
        <source>Its time is over, it was deleted, or its key kept nothing when the request ran.</source>
        <translation>期限が過ぎたか、削除されたか、リクエストの実行時にキーが何も保存していませんでした。</translation>
    </message>
    <message>
        <source>The contents are sealed</source>
        <translation>内容は封印されています</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it on the Overview page, then open the contents again.</source>
        <translation>保管庫がロックされています。「概要」ページで解除してから、内容を開き直してください。</translation>
    </message>
    <message>
        <source>The contents could not be read</source>
        <translation>内容を読み取れませんでした</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>%1. Kept until %2, then deleted.</source>
        <extracomment>%1: when a request began, %2: until when its contents are kept</extracomment>
        <translation>%1。%2 まで保存し、その後削除します。</translation>
    </message>
</context>
<context>
    <name>homeport::ContentsPane</name>
    <message>
        <source>Previous match</source>
        <translation>前の一致</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>次の一致</translation>
    </message>
    <message>
        <source>&amp;Head</source>
        <translation>ヘッダー(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Indent JSON</source>
        <translation>JSON を字下げ(&amp;I)</translation>
    </message>
    <message>
        <source>Copy this text</source>
        <translation>このテキストをコピー</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Find in the contents</source>
        <translation>内容を検索</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>ヘッダー</translation>
    </message>
    <message>
        <source>First line and fields; credentials are left out</source>
        <translation>先頭の行とフィールド。認証情報は除かれています</translation>
    </message>
    <message>
        <source>Indent JSON</source>
        <translation>JSON を字下げ</translation>
    </message>
    <message>
        <source>Not found</source>
        <extracomment>%1: number of the match that is shown, %2: of how many</extracomment>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>%L1 found</source>
        <translation>%L1 件見つかりました</translation>
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
        <translation>コピーしました</translation>
    </message>
</context>
<context>
    <name>homeport::DefaultProxyCard</name>
    <message>
        <source>Default proxy</source>
        <translation>既定のプロキシ</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>The default proxy was removed: accounts that chose none are stopped. Choose another one, or none.</source>
        <translation>既定のプロキシが削除されたため、プロキシを選んでいないアカウントは止まっています。別のプロキシか「なし」を選んでください。</translation>
    </message>
    <message>
        <source>Accounts go direct. Proxies are added on the Proxies page.</source>
        <translation>アカウントは直接接続します。プロキシは「プロキシ」ページで追加できます。</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct.</source>
        <translation>プロキシを選んでいないアカウントは直接接続します。</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through it. If it fails they stop: nothing goes direct instead.</source>
        <translation>プロキシを選んでいないアカウントはこれを経由します。使えなくなると止まり、代わりに直接接続することはありません。</translation>
    </message>
</context>
<context>
    <name>homeport::DeleteContentsDialog</name>
    <message>
        <source>Check that Homeport&apos;s files can be written to, then try again.</source>
        <translation>Homeport のファイルに書き込めることを確認して、もう一度試してください。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what to do; %2: technical details, in English</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Delete contents</source>
        <translation>内容を削除</translation>
    </message>
    <message>
        <source>Delete kept contents</source>
        <translation>保存した内容を削除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Delete all kept contents?</source>
        <translation>保存した内容をすべて削除しますか?</translation>
    </message>
    <message>
        <source>They are deleted for good, together with the key they are sealed under: nobody can read them again. The requests stay listed, with their numbers. Keys that keep contents go on doing so.</source>
        <translation>封印に使ったキーとともに完全に削除され、だれも二度と読めません。リクエストと数値は一覧に残ります。内容を保存するキーは、引き続き保存します。</translation>
    </message>
    <message>
        <source>The contents were not deleted</source>
        <translation>内容は削除されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::DesktopCard</name>
    <message>
        <source>&amp;Start Homeport when you log in to this computer</source>
        <translation>このコンピューターへのログイン時に Homeport を起動する(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Hidden: without opening the window</source>
        <translation>ウィンドウを開かずに起動する(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves Homeport running in the tray</source>
        <translation>ウィンドウを閉じても Homeport はトレイで動作を続ける(&amp;C)</translation>
    </message>
    <message>
        <source>This desktop has no tray: Homeport can neither stay in it nor show notifications.</source>
        <translation>このデスクトップにはトレイがないため、Homeport は常駐も通知の表示もできません。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに従う</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>デスクトップ</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外観(&amp;A)</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Homeport can&apos;t have itself started by this desktop.</source>
        <translation>このデスクトップでは Homeport を自動起動できません。</translation>
    </message>
    <message>
        <source>Another command is started at the moment: %1. Switch it off and on to start this Homeport.</source>
        <translation>現在は別のコマンドが起動されます: %1。この Homeport を起動するには、一度オフにしてからオンにしてください。</translation>
    </message>
</context>
<context>
    <name>homeport::ExportDialog</name>
    <message>
        <source>Passphrase</source>
        <translation>パスフレーズ</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>パスフレーズ（再入力）</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>パスフレーズ(&amp;P)</translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation>パスフレーズをもう一度(&amp;A)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Export accounts</source>
        <translation>アカウントをエクスポート</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>At least %1 characters. Without it nobody opens the file, you neither.</source>
        <translation>%1 文字以上。これがないと、あなたを含めだれもファイルを開けません。</translation>
    </message>
    <message>
        <source>All accounts with their keys and tokens, in one file sealed under a passphrase.</source>
        <translation>すべてのアカウントをキーとトークンとともに、パスフレーズで封印した 1 つのファイルに書き出します。</translation>
    </message>
    <message>
        <source>Choose where it goes.</source>
        <translation>保存先を選んでください。</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>%1 文字以上です。</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>2 つの入力が一致しません。</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>何もエクスポートされませんでした</translation>
    </message>
    <message>
        <source>Left out, for their credentials do not open: %1.</source>
        <translation>認証情報を開けないため除外しました: %1。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts exported</source>
        <translation>
            <numerusform>%Ln 件のアカウントをエクスポートしました</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>homeport::FailureRow</name>
    <message>
        <source>moved on</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>then “%1” took it on</source>
        <translation>その後「%1」が引き継ぎ</translation>
    </message>
</context>
<context>
    <name>homeport::FirstRunPage</name>
    <message>
        <source>S&amp;kip set-up</source>
        <translation>セットアップをスキップ(&amp;K)</translation>
    </message>
    <message>
        <source>Continue later (Escape)</source>
        <translation>後で続ける（Escape）</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Skip set-up</source>
        <translation>セットアップをスキップ</translation>
    </message>
    <message>
        <source>It stays in the menu: General, Set up Homeport…</source>
        <translation>メニューに残ります: 全般、Homeport をセットアップ…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: &quot;Set-up, step 2 of 4&quot;, %2: the step&apos;s title; for screen readers</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>完了(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>次へ(&amp;N)</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Leave the set-up now?</source>
        <translation>セットアップを終了しますか？</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>終了</translation>
    </message>
</context>
<context>
    <name>homeport::FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>はじめに</translation>
    </message>
    <message>
        <source>1. Add an account</source>
        <translation>1. アカウントを追加</translation>
    </message>
    <message>
        <source>Sign in with your browser or paste an API key. It is kept encrypted.</source>
        <translation>ブラウザーでサインインするか、API キーを貼り付けます。暗号化して保存されます。</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>アカウントを追加</translation>
    </message>
    <message>
        <source>2. Create a local key</source>
        <translation>2. ローカルキーを作成</translation>
    </message>
    <message>
        <source>It lets a tool on this computer use the relay, and nothing else.</source>
        <translation>このコンピューターのツールにリレーの使用だけを許可します。</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>キーを作成</translation>
    </message>
    <message>
        <source>3. Point a tool here</source>
        <translation>3. ツールの接続先をここにする</translation>
    </message>
    <message>
        <source>Copy two lines and run the tool: its first request completes this step.</source>
        <translation>2 行をコピーしてツールを実行します。最初のリクエストでこの手順は完了します。</translation>
    </message>
    <message>
        <source>Show lines</source>
        <translation>行を表示</translation>
    </message>
    <message>
        <source>%1 (done)</source>
        <translation>%1（完了）</translation>
    </message>
    <message>
        <source>Guide me</source>
        <translation>案内してもらう</translation>
    </message>
    <message>
        <source>Set up Homeport step by step</source>
        <translation>Homeport を順にセットアップ</translation>
    </message>
</context>
<context>
    <name>homeport::FreshKeyPanel</name>
    <message>
        <source>Lines for the tool</source>
        <translation>ツール用の行</translation>
    </message>
    <message>
        <source>Copy these lines with the new key</source>
        <translation>新しいキーを入れてこれらの行をコピー</translation>
    </message>
    <message>
        <source>Give it to the tool</source>
        <translation>ツールに設定</translation>
    </message>
    <message>
        <source>Copying puts the new key in place of %1.</source>
        <translation>コピーすると、%1 が新しいキーに置き換わります。</translation>
    </message>
</context>
<context>
    <name>homeport::FurtherWays</name>
    <message>
        <source>Use an API key…</source>
        <translation>API キーを使う…</translation>
    </message>
    <message>
        <source>Use a company&apos;s gateway…</source>
        <translation>企業のゲートウェイを使う…</translation>
    </message>
    <message>
        <source>Claude Code can keep its own login: leave ANTHROPIC_BASE_URL unset where it runs, and it talks to Anthropic without Homeport. A gateway with a sign-in of its own appears in the list above, once its provider file lies in the state folder.</source>
        <translation>Claude Code は自身のサインインを使い続けられます。実行する環境で ANTHROPIC_BASE_URL を設定しなければ、Homeport を通さず Anthropic と通信します。独自のサインインをもつゲートウェイは、プロバイダーファイルを状態フォルダーに置くと上の一覧に表示されます。</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>ほかの方法</translation>
    </message>
    <message>
        <source>Without a client id</source>
        <translation>クライアント ID なし</translation>
    </message>
</context>
<context>
    <name>homeport::GroupDialog</name>
    <message>
        <source>Accounts, those that are ticked are in the group</source>
        <translation>アカウント。チェックを付けたものがグループに入ります</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Strategy</source>
        <translation>方式(&amp;S)</translation>
    </message>
    <message>
        <source>Add group</source>
        <translation>グループを追加</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Edit group “%1”</source>
        <translation>グループ「%1」を編集</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>アカウント(&amp;A)</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を入力してください。</translation>
    </message>
    <message>
        <source>There is a group of this name already.</source>
        <translation>この名前のグループはすでにあります。</translation>
    </message>
    <message>
        <source>The group was not saved</source>
        <translation>グループは保存されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::GroupsDialog</name>
    <message>
        <source>No account is in it: its keys reach nothing</source>
        <translation>アカウントがないため、このグループのキーはどこにもつながりません</translation>
    </message>
    <message>
        <source>&amp;Strategy of keys without a group</source>
        <translation>グループのないキーの方式(&amp;S)</translation>
    </message>
    <message>
        <source>A&amp;liases of models</source>
        <translation>モデルのエイリアス(&amp;L)</translation>
    </message>
    <message>
        <source>Save aliases</source>
        <translation>エイリアスを保存</translation>
    </message>
    <message>
        <source>Groups, strategy and aliases</source>
        <translation>グループ、方式、エイリアス</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>No groups. Make one for accounts that stand in for each other, and pin a key to it.</source>
        <translation>グループはありません。互いに代わりになるアカウントのグループを作り、キーを固定してください。</translation>
    </message>
    <message>
        <source>What a tool asks for = the model that serves, with any key. A key may have aliases of its own, which outweigh these.</source>
        <translation>「ツールが求める名前 = 対応するモデル」。すべてのキーに適用されます。キーごとのエイリアスがあれば、そちらが優先されます。</translation>
    </message>
    <message>
        <source>Add group…</source>
        <translation>グループを追加…</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>%1 A session stays on its account while that can serve it.</source>
        <translation>%1 セッションは、アカウントが対応できる間はそこにとどまります。</translation>
    </message>
    <message>
        <source>Edit group “%1”</source>
        <translation>グループ「%1」を編集</translation>
    </message>
    <message>
        <source>Remove group “%1”</source>
        <translation>グループ「%1」を削除</translation>
    </message>
    <message>
        <source>The strategy was not changed</source>
        <translation>方式は変更されませんでした</translation>
    </message>
    <message>
        <source>The aliases were not saved</source>
        <translation>エイリアスは保存されませんでした</translation>
    </message>
    <message>
        <source>Remove group “%1”?</source>
        <translation>グループ「%1」を削除しますか?</translation>
    </message>
    <message>
        <source>Its accounts stay. Keys that are pinned to it reach no account until you choose another one for them.</source>
        <translation>アカウントは残ります。このグループに固定したキーは、別のグループを選ぶまでどのアカウントにもつながりません。</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>グループを削除</translation>
    </message>
    <message>
        <source>The group was not removed</source>
        <translation>グループは削除されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::HeatMap</name>
    <message>
        <source>Heat map of the year: the arrow keys go through its days</source>
        <translation>1 年間のヒートマップ: 矢印キーで日を移動します</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>%1 まで</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
</context>
<context>
    <name>homeport::ImportDialog</name>
    <message>
        <source>Another file…</source>
        <translation>別のファイル…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>インポート</translation>
    </message>
    <message>
        <source>Import accounts</source>
        <translation>アカウントをインポート</translation>
    </message>
    <message>
        <source>Drop a file of accounts here</source>
        <translation>アカウントのファイルをここにドロップ</translation>
    </message>
    <message>
        <source>CSV or JSON with a row or an object for each account, or an export of Homeport. You see what would become of each before anything is added.</source>
        <translation>アカウントごとに 1 行または 1 オブジェクトの CSV か JSON、または Homeport のエクスポート。追加する前に、それぞれがどうなるかを確認できます。</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>ファイルを選択…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>パスフレーズ</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the export</source>
        <translation>エクスポートのパスフレーズ(&amp;P)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>ファイルの行</translation>
    </message>
    <message>
        <source>&amp;Leave rows with errors out, import the others</source>
        <translation>エラーのある行を除いてインポート(&amp;L)</translation>
    </message>
    <message>
        <source>Leave rows with errors out, import the others</source>
        <translation>エラーのある行を除いてインポート</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>インポートの進行状況</translation>
    </message>
    <message>
        <source>Choose a file of accounts</source>
        <translation>アカウントのファイルを選択</translation>
    </message>
    <message>
        <source>%1: %L2 ready, %L3 there already, %L4 with errors</source>
        <translation>%1: 準備完了 %L2、既存 %L3、エラー %L4</translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln accounts</source>
        <translation>
            <numerusform>%Ln 件のアカウントをインポート</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>インポートしています…</translation>
    </message>
    <message>
        <source>No account was added.</source>
        <translation>アカウントは追加されませんでした。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts added.</source>
        <translation>
            <numerusform>%Ln 件のアカウントを追加しました。</numerusform>
        </translation>
    </message>
    <message>
        <source> Then it was cancelled.</source>
        <translation>その後キャンセルされました。</translation>
    </message>
    <message numerus="yes">
        <source> %Ln were there already.</source>
        <translation>
            <numerusform>%Ln 件はすでにありました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> %Ln were left out for their errors.</source>
        <translation>
            <numerusform>%Ln 件はエラーのため除外しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>うまくいきませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::ImportModel</name>
    <message>
        <source>Line %1</source>
        <translation>%1 行目</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>%1 番</translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>すでに存在: %1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>プロバイダー</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>処理内容</translation>
    </message>
</context>
<context>
    <name>homeport::KeptContentsCard</name>
    <message>
        <source>Delete kept contents…</source>
        <translation>保存した内容を削除…</translation>
    </message>
    <message>
        <source>Kept contents</source>
        <translation>保存された内容</translation>
    </message>
    <message>
        <source>It can&apos;t be told what is kept: the file could not be read. %1</source>
        <translation>ファイルを読み取れないため、保存されている内容がわかりません。%1</translation>
    </message>
    <message>
        <source>Nothing is kept of what requests and answers hold. It is only where a key&apos;s settings say so.</source>
        <translation>リクエストと応答の内容は保存されていません。保存するのは、キーの設定で有効にした場合だけです。</translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests were deleted.</source>
        <translation>
            <numerusform>%Ln 件のリクエストの内容を削除しました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::KeyContentsForm</name>
    <message>
        <source>&amp;Keep what requests and answers hold</source>
        <translation>リクエストと応答の内容を保存(&amp;K)</translation>
    </message>
    <message>
        <source>Keep what requests and answers hold</source>
        <translation>リクエストと応答の内容を保存</translation>
    </message>
    <message>
        <source>For days</source>
        <translation>日数</translation>
    </message>
    <message>
        <source>Then it is deleted.</source>
        <translation>その後削除されます。</translation>
    </message>
    <message>
        <source>KiB of each</source>
        <translation>それぞれの KiB</translation>
    </message>
    <message>
        <source>What comes later in a request or an answer is not kept.</source>
        <translation>リクエストや応答のそれ以降の部分は保存しません。</translation>
    </message>
    <message>
        <source>MiB in all</source>
        <translation>合計の MiB</translation>
    </message>
    <message>
        <source>Beyond it the oldest go first.</source>
        <translation>超えると古いものから削除されます。</translation>
    </message>
    <message>
        <source>Off unless you turn it on. Prompts, code and answers of everyone who uses this key will lie there: sealed on this computer, deleted after the days you set, and not part of a backup.</source>
        <translation>有効にしない限りオフです。このキーを使う全員のプロンプト、コード、応答が保存されます。このコンピューター上で封印され、指定した日数のあと削除され、バックアップには含まれません。</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>1 to %1.</source>
        <translation>1〜%1。</translation>
    </message>
</context>
<context>
    <name>homeport::KeyEditor</name>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>Pro&amp;ject</source>
        <translation>プロジェクト(&amp;J)</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>キーを作成</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新しいキー</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>「%1」を編集</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>What its usage is counted under.</source>
        <translation>使用量の集計先です。</translation>
    </message>
    <message>
        <source>Its limits can&apos;t be read</source>
        <translation>上限を読み取れません</translation>
    </message>
    <message>
        <source>Nothing passes with this key. Saving gives it the limits below instead. %1</source>
        <translation>このキーでは何も通りません。保存すると、代わりに下の上限が設定されます。%1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を入力してください。</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>同じ名前のキーが既にあります。</translation>
    </message>
    <message>
        <source>No control characters, please.</source>
        <translation>制御文字は使えません。</translation>
    </message>
    <message>
        <source>The key was not created</source>
        <translation>キーは作成されませんでした</translation>
    </message>
    <message>
        <source>The key was not saved</source>
        <translation>キーは保存されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::KeyExpiryForm</name>
    <message>
        <source>&amp;Last day</source>
        <translation>最終日(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Days</source>
        <translation>日数(&amp;D)</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>有効期限</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>On a date</source>
        <translation>日付を指定</translation>
    </message>
    <message>
        <source>Some days after its first use</source>
        <translation>最初の使用から一定の日数</translation>
    </message>
    <message>
        <source>Whichever of both comes first</source>
        <translation>どちらか早いほう</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最終日</translation>
    </message>
    <message>
        <source>Days after its first use</source>
        <translation>最初の使用からの日数</translation>
    </message>
    <message>
        <source>Year-month-day; valid to its end.</source>
        <translation>年-月-日。その日の終わりまで有効です。</translation>
    </message>
    <message>
        <source>&amp;Expires</source>
        <translation>有効期限(&amp;E)</translation>
    </message>
    <message>
        <source>First used %1.</source>
        <translation>最初の使用: %1。</translation>
    </message>
    <message>
        <source>A date such as 2027-12-31.</source>
        <translation>2027-12-31 のような日付。</translation>
    </message>
    <message>
        <source>This day is over.</source>
        <translation>この日はすでに過ぎています。</translation>
    </message>
    <message>
        <source>1 to 3650.</source>
        <translation>1〜3650。</translation>
    </message>
</context>
<context>
    <name>homeport::KeyForm</name>
    <message>
        <source>Create</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>&amp;Name of the new key, for instance the tool that will use it</source>
        <translation>新しいキーの名前(&amp;N)（使うツールの名前など）</translation>
    </message>
    <message>
        <source>Name of the new key</source>
        <translation>新しいキーの名前</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を入力してください。</translation>
    </message>
</context>
<context>
    <name>homeport::KeyLimitsForm</name>
    <message>
        <source>Rates</source>
        <translation>レート</translation>
    </message>
    <message>
        <source>Leave a line empty for no limit. 200k and 1.5M are understood.</source>
        <translation>空にすると上限なしです。200k や 1.5M のように入力できます。</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>毎分のリクエスト数</translation>
    </message>
    <message>
        <source>Requests an hour</source>
        <translation>毎時のリクエスト数</translation>
    </message>
    <message>
        <source>Requests a day</source>
        <translation>1 日のリクエスト数</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>毎分のトークン数</translation>
    </message>
    <message>
        <source>Tokens a day</source>
        <translation>1 日のトークン数</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>同時リクエスト数</translation>
    </message>
    <message>
        <source>Further requests wait in turn for a free place, or are refused.</source>
        <translation>超えたリクエストは順番に枠が空くのを待つか、拒否されます。</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>同時</translation>
    </message>
    <message>
        <source>May wait</source>
        <translation>待機できる数</translation>
    </message>
    <message>
        <source>Wait, seconds</source>
        <translation>待ち時間（秒）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>In US dollars, by local days, weeks from Monday, and months. Models without a price are refused then.</source>
        <translation>米ドル。現地の日、月曜始まりの週、月で数えます。設定すると、価格のないモデルは拒否されます。</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>1 日</translation>
    </message>
    <message>
        <source>A week</source>
        <translation>1 週間</translation>
    </message>
    <message>
        <source>A month</source>
        <translation>1 か月</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>合計</translation>
    </message>
</context>
<context>
    <name>homeport::KeyList</name>
    <message>
        <source>Filter keys</source>
        <translation>キーを絞り込む</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>名前で絞り込む</translation>
    </message>
    <message>
        <source>Show revoked keys (%L1)</source>
        <translation>取り消し済みのキーを表示 (%L1)</translation>
    </message>
    <message>
        <source>No key is valid now.</source>
        <translation>現在有効なキーはありません。</translation>
    </message>
    <message>
        <source>No key matches the filter.</source>
        <translation>フィルターに一致するキーはありません。</translation>
    </message>
    <message>
        <source>Show more (%L1 of %L2 shown)</source>
        <translation>さらに表示（%L2 件中 %L1 件を表示中）</translation>
    </message>
</context>
<context>
    <name>homeport::KeyListRow</name>
    <message>
        <source>Nothing passes until it gets new limits. %1</source>
        <translation>新しい上限を設定するまで何も通りません。%1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Requests with key “%1”</source>
        <translation>キー「%1」のリクエスト</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>「%1」を編集</translation>
    </message>
    <message>
        <source>Revoke key “%1”</source>
        <translation>キー「%1」を取り消す</translation>
    </message>
</context>
<context>
    <name>homeport::KeyScopeForm</name>
    <message>
        <source>Providers</source>
        <translation>プロバイダー</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>claude-sonnet-* or a whole name</source>
        <translation>claude-sonnet-* または完全な名前</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>モデル(&amp;M)</translation>
    </message>
    <message>
        <source>A&amp;liases of models</source>
        <translation>モデルのエイリアス(&amp;L)</translation>
    </message>
    <message>
        <source>Group of accounts</source>
        <translation>アカウントのグループ</translation>
    </message>
    <message>
        <source>&amp;Providers</source>
        <translation>プロバイダー(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>アカウント(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Group of accounts</source>
        <translation>アカウントのグループ(&amp;G)</translation>
    </message>
    <message>
        <source>A group brings its own strategy. Groups are made on the Accounts page.</source>
        <translation>グループは独自の方式をもちます。グループは「アカウント」ページで作成します。</translation>
    </message>
    <message>
        <source>An asterisk stands for any text.</source>
        <translation>アスタリスクは任意の文字列を表します。</translation>
    </message>
    <message>
        <source>What a tool asks for = the model that serves, for this key only. Of the request, the model&apos;s name is changed, and nothing else.</source>
        <translation>「ツールが求める名前 = 対応するモデル」。このキーだけに適用されます。リクエストで変更されるのはモデルの名前だけです。</translation>
    </message>
    <message>
        <source>What it may use</source>
        <translation>使用できるもの</translation>
    </message>
    <message>
        <source>Where nothing is chosen, everything is allowed.</source>
        <translation>何も選んでいない項目は、すべて許可されます。</translation>
    </message>
    <message>
        <source>%1, those that are ticked are allowed</source>
        <translation>%1。チェックを付けたものが許可されます</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>グループなし</translation>
    </message>
    <message>
        <source>A name of a model has no control characters.</source>
        <translation>モデルの名前に制御文字は使えません。</translation>
    </message>
    <message>
        <source>At most 1,000 models.</source>
        <translation>モデルは 1,000 個までです。</translation>
    </message>
</context>
<context>
    <name>homeport::KeysCard</name>
    <message>
        <source>All keys and limits</source>
        <translation>すべてのキーと上限</translation>
    </message>
    <message>
        <source>Create key…</source>
        <translation>キーを作成…</translation>
    </message>
    <message>
        <source>A tool needs a key to use the relay. Create one for each tool, so that you can take it back alone.</source>
        <translation>ツールがリレーを使うにはキーが必要です。個別に取り消せるよう、ツールごとに作成してください。</translation>
    </message>
    <message>
        <source>Local keys</source>
        <translation>ローカルキー</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>同じ名前のキーが既にあります。</translation>
    </message>
    <message>
        <source>Revoke “%1”?</source>
        <translation>「%1」を取り消しますか？</translation>
    </message>
    <message>
        <source>Tools that use this key are refused from now on. This can&apos;t be undone.</source>
        <translation>このキーを使うツールは、今後拒否されます。元に戻せません。</translation>
    </message>
    <message>
        <source>Revoke key</source>
        <translation>キーを取り消す</translation>
    </message>
    <message>
        <source>The key could not be revoked. %1</source>
        <translation>キーを取り消せませんでした。%1</translation>
    </message>
    <message>
        <source>All %L1 keys</source>
        <translation>全 %L1 件のキー</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>%1 に作成</translation>
    </message>
    <message>
        <source>Revoke key “%1”</source>
        <translation>キー「%1」を取り消す</translation>
    </message>
</context>
<context>
    <name>homeport::KeysPage</name>
    <message>
        <source>New key…</source>
        <translation>新しいキー…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>No keys yet</source>
        <translation>キーはまだありません</translation>
    </message>
    <message>
        <source>A tool needs a key to use the relay; without one nothing on this computer gets in. A key can be limited to some accounts, to a rate and to an amount of money.</source>
        <translation>ツールがリレーを使うにはキーが必要です。キーがなければ、このコンピューターのどのプログラムも接続できません。キーは、アカウント、レート、金額を制限できます。</translation>
    </message>
    <message>
        <source>The key was not created</source>
        <translation>キーは作成されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::LimitsCard</name>
    <message>
        <source>Un-park now</source>
        <translation>待機を今すぐ解除</translation>
    </message>
    <message>
        <source>Nothing is known yet. Providers say it with their answers; it is never guessed.</source>
        <translation>まだ何もわかっていません。プロバイダーが応答とともに知らせます。推測はしません。</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>クォータ</translation>
    </message>
</context>
<context>
    <name>homeport::LinesCard</name>
    <message>
        <source>Make a key for it</source>
        <translation>専用のキーを作成</translation>
    </message>
    <message>
        <source>Lines for it</source>
        <translation>設定用の行</translation>
    </message>
    <message>
        <source>Copy these lines</source>
        <translation>これらの行をコピー</translation>
    </message>
    <message>
        <source>What the lines are for</source>
        <translation>行の用途</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>その他のプログラム</translation>
    </message>
    <message>
        <source>No key was made. %1</source>
        <translation>キーは作成されませんでした。%1</translation>
    </message>
    <message>
        <source>Every program that takes an address and a key can use Homeport: scripts with an SDK, shells, curl. “Make a key for it” makes one for it; copying puts that key where %1 stands.</source>
        <translation>アドレスとキーを指定できるプログラムなら、Homeport を使えます（SDK を使うスクリプト、シェル、curl など）。「専用のキーを作成」でキーを作り、コピーすると %1 の位置に入ります。</translation>
    </message>
</context>
<context>
    <name>homeport::ListenCard</name>
    <message>
        <source>&amp;Port</source>
        <translation>ポート(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Second address</source>
        <translation>2 番目のアドレス(&amp;S)</translation>
    </message>
    <message>
        <source>Listen on [::1] too, where there is IPv6</source>
        <translation>IPv6 が使える場合は [::1] でも待ち受ける</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>Second address</source>
        <translation>2 番目のアドレス</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>in the empty line of the second address</extracomment>
        <translation>なし</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Homeport listens on this computer alone. Tools reach it at:</source>
        <translation>Homeport はこのコンピューターだけで待ち受けます。ツールの接続先:</translation>
    </message>
    <message>
        <source>%1, usually %2</source>
        <translation>%1、通常は %2</translation>
    </message>
    <message>
        <source>For a tool that must not share the first one, such as 127.0.0.2.</source>
        <translation>1 番目のアドレスを共有できないツール用です。例: 127.0.0.2。</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 をコピー</translation>
    </message>
    <message>
        <source>No request runs at the moment.</source>
        <translation>実行中のリクエストはありません。</translation>
    </message>
    <message>
        <source>The request that runs goes on.</source>
        <translation>実行中のリクエストは続行します。</translation>
    </message>
    <message>
        <source>The %L1 requests that run go on.</source>
        <translation>実行中の %L1 件のリクエストは続行します。</translation>
    </message>
    <message>
        <source>%1 Tools need the new address from then on: set them up again.</source>
        <translation>%1 以後、ツールには新しいアドレスが必要です。設定し直してください。</translation>
    </message>
    <message>
        <source>A whole number, %1.</source>
        <translation>整数、%1。</translation>
    </message>
    <message>
        <source>An address of this computer that begins with 127, such as 127.0.0.2; or nothing.</source>
        <translation>127 で始まるこのコンピューターのアドレス（127.0.0.2 など）、または空。</translation>
    </message>
    <message>
        <source>Nothing was changed: another program uses this port. Choose another one.</source>
        <translation>何も変更されませんでした。このポートは別のプログラムが使用中です。ほかのポートを選んでください。</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>何も変更されませんでした。%1</translation>
    </message>
    <message>
        <source>Homeport listens there now.</source>
        <translation>Homeport は新しいアドレスで待ち受けています。</translation>
    </message>
    <message>
        <source>Homeport listens there once you resume it.</source>
        <translation>Homeport は再開すると新しいアドレスで待ち受けます。</translation>
    </message>
</context>
<context>
    <name>homeport::LoggingCard</name>
    <message>
        <source>What is logged</source>
        <translation>記録する内容</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>エラーと警告</translation>
    </message>
    <message>
        <source>What happens, in short</source>
        <translation>動作の概要</translation>
    </message>
    <message>
        <source>Everything, to find a fault</source>
        <translation>すべて、不具合の調査用</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>It goes to standard error, where the system&apos;s journal finds it. Keys, tokens and contents are never in it.</source>
        <translation>標準エラー出力に書き出され、システムのジャーナルに記録されます。キー、トークン、内容が含まれることはありません。</translation>
    </message>
</context>
<context>
    <name>homeport::LoginRow</name>
    <message>
        <source>Name of its key</source>
        <translation>キーの名前</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Name of the key for code %1</source>
        <translation>コード %1 のキーの名前</translation>
    </message>
    <message>
        <source>Deny code %1</source>
        <translation>コード %1 を拒否</translation>
    </message>
    <message>
        <source>Approve code %1</source>
        <translation>コード %1 を承認</translation>
    </message>
    <message>
        <source>Unnamed tool</source>
        <translation>名前のないツール</translation>
    </message>
    <message>
        <source>The code has ended</source>
        <translation>コードの期限が切れました</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を入力してください。</translation>
    </message>
</context>
<context>
    <name>homeport::MainWindow</name>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Proxies</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>アクティビティ</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>使用量</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools wait to sign in</source>
        <translation>
            <numerusform>%Ln 個のツールがサインインを待っています</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new programs ask to be allowed</source>
        <translation>
            <numerusform>%Ln 個の新しいプログラムが許可を求めています</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>全般(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Import accounts…</source>
        <translation>アカウントをインポート(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export accounts…</source>
        <translation>アカウントをエクスポート(&amp;E)…</translation>
    </message>
    <message>
        <source>Close to &amp;tray</source>
        <translation>トレイに閉じる(&amp;T)</translation>
    </message>
    <message>
        <source>Closing the window leaves Homeport running in the tray</source>
        <translation>ウィンドウを閉じても Homeport はトレイで動き続けます</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外観(&amp;A)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>システムに従う(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>ライト(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>ダーク(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>言語(&amp;N)</translation>
    </message>
    <message>
        <source>Changes when Homeport starts again</source>
        <translation>次回の起動時に切り替わります</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概要(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>アカウント(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>キー(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Proxies</source>
        <translation>プロキシ(&amp;P)</translation>
    </message>
    <message>
        <source>A&amp;ctivity</source>
        <translation>アクティビティ(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Usage</source>
        <translation>使用量(&amp;U)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>ツール(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>設定(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Desktop and notifications…</source>
        <translation>デスクトップと通知(&amp;D)…</translation>
    </message>
    <message>
        <source>All co&amp;mmands…</source>
        <translation>すべてのコマンド(&amp;M)…</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>新しいキー…</translation>
    </message>
    <message>
        <source>Add an account by its API key…</source>
        <translation>API キーでアカウントを追加…</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>リレー</translation>
    </message>
    <message>
        <source>Copy address %1</source>
        <translation>アドレス %1 をコピー</translation>
    </message>
    <message>
        <source>Pause Homeport: let no tool connect</source>
        <translation>Homeport を一時停止: ツールの接続を受け付けない</translation>
    </message>
    <message>
        <source>Resume Homeport: let tools connect</source>
        <translation>Homeport を再開: ツールの接続を受け付ける</translation>
    </message>
    <message>
        <source>Show account %1</source>
        <translation>アカウント %1 を表示</translation>
    </message>
    <message>
        <source>Resume account %1</source>
        <translation>アカウント %1 を再開</translation>
    </message>
    <message>
        <source>Pause account %1</source>
        <translation>アカウント %1 を一時停止</translation>
    </message>
    <message>
        <source>Homeport, demo</source>
        <translation>Homeport（デモ）</translation>
    </message>
    <message>
        <source>&amp;Set up Homeport…</source>
        <translation>Homeport をセットアップ(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>homeport::NameRow</name>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>「%1」の名前を変更</translation>
    </message>
</context>
<context>
    <name>homeport::NavigationBar</name>
    <message>
        <source>Listening</source>
        <translation>待ち受け中</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>ロック中</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>開始中</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>停止処理中</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>停止しています</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <extracomment>tooltip of a navigation button: page and its shortcut
----------
tooltip of a navigation button: page, its shortcut, and what waits there</extracomment>
        <translation>%1 (Ctrl+%2)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>homeport::NavigationButton</name>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: a page, %2: what waits there</extracomment>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>homeport::NewKeyPanel</name>
    <message>
        <source>new key</source>
        <translation>新しいキー</translation>
    </message>
    <message>
        <source>Copy new key</source>
        <translation>新しいキーをコピー</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Key “%1” created</source>
        <translation>キー「%1」を作成しました</translation>
    </message>
    <message>
        <source>Copy it now: for your safety it can&apos;t be shown again. The lines below copy with it.</source>
        <translation>今コピーしてください。安全のため、二度と表示できません。下の行は、このキーを入れてコピーされます。</translation>
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
        <translation>この割合まで使ったら通知する</translation>
    </message>
    <message>
        <source>Tell again when so much is used</source>
        <translation>この割合まで使ったら再度通知する</translation>
    </message>
    <message>
        <source>&amp;Quiet from</source>
        <translation>通知を控える時間帯(&amp;Q)</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>通知を控える開始時刻</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>通知を控える終了時刻</translation>
    </message>
    <message>
        <source>What comes in quiet hours is told afterwards, if it still holds then.</source>
        <translation>この時間帯の通知は、終了後も該当する場合にお知らせします。</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>通知を控える時間帯</translation>
    </message>
    <message>
        <source>An account needs a new &amp;sign-in or another key</source>
        <translation>アカウントに再サインインまたは別のキーが必要(&amp;N)</translation>
    </message>
    <message>
        <source>A &amp;proxy is down</source>
        <translation>プロキシに障害がある(&amp;P)</translation>
    </message>
    <message>
        <source>A quota &amp;window is nearly used</source>
        <translation>クォータの期間分をまもなく使い切る(&amp;W)</translation>
    </message>
    <message>
        <source>A key&apos;s &amp;budget is nearly spent, or spent</source>
        <translation>キーの予算をまもなく使い切る、または使い切った(&amp;B)</translation>
    </message>
    <message>
        <source>Nearly means</source>
        <translation>「まもなく」の基準</translation>
    </message>
    <message>
        <source>and, of a quota, again at</source>
        <translation>クォータの再通知</translation>
    </message>
    <message>
        <source>until</source>
        <translation>～</translation>
    </message>
</context>
<context>
    <name>homeport::NumberField</name>
    <message>
        <source>no limit</source>
        <extracomment>in the empty line of a limit</extracomment>
        <translation>上限なし</translation>
    </message>
    <message>
        <source>A whole number, such as 60 or 200k.</source>
        <translation>60 や 200k のような整数です。</translation>
    </message>
    <message>
        <source>An amount in dollars, such as 2.50.</source>
        <translation>2.50 のようなドルの金額です。</translation>
    </message>
    <message>
        <source>More than 0, or empty for no limit.</source>
        <translation>0 より大きい数、または空（上限なし）。</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>最大 %1。</translation>
    </message>
</context>
<context>
    <name>homeport::OverviewPage</name>
    <message>
        <source>Demo mode</source>
        <translation>デモモード</translation>
    </message>
    <message>
        <source>Answers come from a simulated provider on this computer. Nothing you do here is kept.</source>
        <translation>応答は、このコンピューター上の模擬プロバイダーから返されます。ここでの操作は保存されません。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
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
        <translation>「%1」の組織</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>保存されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::OwnerFields</name>
    <message>
        <source>Organization and project</source>
        <translation>組織とプロジェクト</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>Or&amp;ganization (optional)</source>
        <translation>組織（任意）(&amp;G)</translation>
    </message>
    <message>
        <source>Pro&amp;ject (optional)</source>
        <translation>プロジェクト（任意）(&amp;J)</translation>
    </message>
    <message>
        <source>Whom requests count for. Empty: whom the key or the tool says.</source>
        <translation>リクエストの計上先です。空欄の場合は、キーまたはツールの指定に従います。</translation>
    </message>
    <message>
        <source>An id is short, and has no blanks or foreign letters.</source>
        <translation>ID は短く、空白や英数字以外の文字を含みません。</translation>
    </message>
</context>
<context>
    <name>homeport::PassphraseForm</name>
    <message>
        <source>Passphrase</source>
        <translation>パスフレーズ</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>パスフレーズ（再入力）</translation>
    </message>
    <message>
        <source>Passphrase of the backups</source>
        <translation>バックアップのパスフレーズ</translation>
    </message>
    <message>
        <source>At least %1 characters. Without it nobody opens a backup, you neither.</source>
        <translation>%1 文字以上。これがないと、あなたを含めだれもバックアップを開けません。</translation>
    </message>
    <message>
        <source>Save passphrase</source>
        <translation>パスフレーズを保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>%1 文字以上です。</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>2 つの入力が一致しません。</translation>
    </message>
</context>
<context>
    <name>homeport::PatternList</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>%1: one to add</source>
        <translation>%1: 追加する項目</translation>
    </message>
    <message>
        <source>%1: add</source>
        <translation>%1: 追加</translation>
    </message>
    <message>
        <source>%1: remove the selected one</source>
        <translation>%1: 選択した項目を削除</translation>
    </message>
</context>
<context>
    <name>homeport::PendingLogins</name>
    <message>
        <source>Waiting to sign in</source>
        <translation>サインイン待ち</translation>
    </message>
    <message>
        <source>Approve a code only if a tool of yours shows you the same one just now. The tool gets a key of its own.</source>
        <translation>自分のツールに同じコードが今表示されている場合だけ、承認してください。ツールには専用のキーが渡されます。</translation>
    </message>
    <message>
        <source>There is a key of this name already.</source>
        <translation>同じ名前のキーが既にあります。</translation>
    </message>
    <message>
        <source>The code has ended: let the tool ask again.</source>
        <translation>コードの期限が切れました。ツールからもう一度要求してください。</translation>
    </message>
</context>
<context>
    <name>homeport::PendingPrograms</name>
    <message>
        <source>New programs</source>
        <translation>新しいプログラム</translation>
    </message>
    <message>
        <source>These programs have a key and want to use Homeport for the first time. Allow those you know; you are asked once for each.</source>
        <translation>これらのプログラムはキーをもち、初めて Homeport を使おうとしています。心当たりのあるものを許可してください。確認はプログラムごとに一度だけです。</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>Waits for your answer, %1 left</source>
        <translation>回答を待っています、残り %1</translation>
    </message>
    <message>
        <source>Was refused because nobody answered; it may try again once you allow it</source>
        <translation>回答がなかったため拒否されました。許可すれば、もう一度試せます</translation>
    </message>
</context>
<context>
    <name>homeport::PricesCard</name>
    <message>
        <source>Check for new prices</source>
        <translation>新しい価格を確認</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>価格</translation>
    </message>
    <message>
        <source>%L1 models have a price; the list is of %2.</source>
        <translation>%L1 モデルに価格があります。価格表の日付: %2。</translation>
    </message>
    <message>
        <source>It was fetched from %1 on %2.</source>
        <translation>%2 に %1 から取得しました。</translation>
    </message>
    <message>
        <source>Prices of your own lie on top and stay.</source>
        <translation>独自の価格が優先され、そのまま残ります。</translation>
    </message>
    <message>
        <source>Fetching the list that LiteLLM publishes…</source>
        <translation>LiteLLM が公開する価格表を取得しています…</translation>
    </message>
    <message>
        <source>No list was fetched. %1</source>
        <translation>価格表を取得できませんでした。%1</translation>
    </message>
    <message>
        <source>The prices are those of the newest list.</source>
        <translation>価格は最新の価格表のものです。</translation>
    </message>
    <message>
        <source>The new prices are used from now on.</source>
        <translation>これ以後、新しい価格を使います。</translation>
    </message>
    <message>
        <source>There are new prices: check again to look at them.</source>
        <translation>新しい価格があります。もう一度確認すると表示されます。</translation>
    </message>
</context>
<context>
    <name>homeport::PricesDialog</name>
    <message>
        <source>Changes</source>
        <translation>変更点</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>your own price stays</source>
        <translation>独自の価格を維持</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <extracomment>what a million tokens cost: %1 those of a prompt, %2 those of an answer</extracomment>
        <translation>入力 %1、出力 %2</translation>
    </message>
    <message>
        <source>New prices</source>
        <translation>新しい価格</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Use these prices</source>
        <translation>これらの価格を使用</translation>
    </message>
    <message>
        <source>One price changes</source>
        <translation>1 件の価格が変わります</translation>
    </message>
    <message>
        <source>%L1 prices change</source>
        <translation>%L1 件の価格が変わります</translation>
    </message>
    <message>
        <source>In dollars for a million tokens. The list is of %1, from %2. Requests that were made keep what they cost.</source>
        <translation>100 万トークンあたりのドル。価格表は %1 付け、出典は %2。実行済みのリクエストの費用は変わりません。</translation>
    </message>
    <message>
        <source>%L1 entries can&apos;t be told exactly and are left out, such as %2.</source>
        <translation>正確に表せない %L1 件（%2 など）は除いています。</translation>
    </message>
</context>
<context>
    <name>homeport::ProgramsCard</name>
    <message>
        <source>&amp;Ask before a program uses Homeport for the first time</source>
        <translation>プログラムが初めて Homeport を使う前に確認する(&amp;A)</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>A request of a program that is not allowed yet waits up to 30 seconds for your answer. Scripts count as their interpreter, such as node or python.</source>
        <translation>未許可のプログラムのリクエストは、最大 30 秒間あなたの回答を待ちます。スクリプトは、node や python などのインタープリターとして扱われます。</translation>
    </message>
    <message>
        <source>Allowed since %1</source>
        <translation>%1 から許可</translation>
    </message>
    <message>
        <source>Denied since %1</source>
        <translation>%1 から拒否</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘れる</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>許可</translation>
    </message>
</context>
<context>
    <name>homeport::ProxiesPage</name>
    <message>
        <source>Proxies</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>Direct hosts…</source>
        <translation>直接接続するホスト…</translation>
    </message>
    <message>
        <source>Hosts that are reached directly</source>
        <translation>直接接続するホスト</translation>
    </message>
    <message>
        <source>Add proxy…</source>
        <translation>プロキシを追加…</translation>
    </message>
    <message>
        <source>No proxies</source>
        <translation>プロキシはありません</translation>
    </message>
    <message>
        <source>Accounts go direct. Add a proxy where your network wants one, or where an account must always leave from the same address. If a proxy fails, its accounts stop: nothing ever goes direct instead.</source>
        <translation>アカウントは直接接続します。ネットワークで必要な場合や、いつも同じアドレスから接続したい場合は、プロキシを追加してください。プロキシが使えなくなると、そのアカウントは止まり、代わりに直接接続することはありません。</translation>
    </message>
    <message>
        <source>The default proxy was removed: accounts that chose none are stopped. Make another one the default.</source>
        <translation>既定のプロキシが削除されたため、プロキシを選んでいないアカウントは止まっています。別のプロキシを既定にしてください。</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct.</source>
        <translation>プロキシを選んでいないアカウントは直接接続します。</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through “%1”.</source>
        <translation>プロキシを選んでいないアカウントは「%1」を経由します。</translation>
    </message>
    <message>
        <source>%1 leave from %2.</source>
        <translation>%1 の出口は %2 です。</translation>
    </message>
    <message>
        <source> and </source>
        <translation> と </translation>
    </message>
    <message>
        <source>Accounts share an address</source>
        <translation>アドレスを共有しているアカウントがあります</translation>
    </message>
    <message>
        <source>%1 Their provider sees them as one place.</source>
        <translation>%1 プロバイダーからは同じ場所に見えます。</translation>
    </message>
    <message>
        <source>The default was not changed</source>
        <translation>既定は変更されませんでした</translation>
    </message>
    <message>
        <source>No account goes through it.</source>
        <translation>どのアカウントも経由していません。</translation>
    </message>
    <message>
        <source>%1 stop until you choose another way for them. Nothing goes direct instead.</source>
        <translation>%1 は、別の経路を選ぶまで止まります。代わりに直接接続することはありません。</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>「%1」を削除しますか？</translation>
    </message>
    <message>
        <source>%1 Its saved login is deleted. This can&apos;t be undone.</source>
        <translation>%1 保存されたログイン情報も削除されます。元に戻せません。</translation>
    </message>
    <message>
        <source>Remove proxy</source>
        <translation>プロキシを削除</translation>
    </message>
    <message>
        <source>The proxy was not removed</source>
        <translation>プロキシは削除されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyChoiceDialog</name>
    <message>
        <source>a removed proxy</source>
        <translation>削除されたプロキシ</translation>
    </message>
    <message>
        <source>Direct</source>
        <translation>直接</translation>
    </message>
    <message>
        <source>Default: direct</source>
        <translation>既定: 直接</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>既定: %1</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>、次に </translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Proxy of “%1”</source>
        <translation>「%1」のプロキシ</translation>
    </message>
    <message>
        <source>&amp;Direct, without a proxy</source>
        <translation>プロキシなしで直接接続(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;These proxies, in this order</source>
        <translation>次のプロキシをこの順で使う(&amp;T)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上へ(&amp;U)</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>下へ(&amp;W)</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Proxy of the new account</source>
        <translation>新しいアカウントのプロキシ</translation>
    </message>
    <message>
        <source>D&amp;efault: direct at the moment</source>
        <translation>既定: 現在は直接(&amp;E)</translation>
    </message>
    <message>
        <source>D&amp;efault: it was removed</source>
        <translation>既定: 削除されています(&amp;E)</translation>
    </message>
    <message>
        <source>D&amp;efault: “%1” at the moment</source>
        <translation>既定: 現在は「%1」(&amp;E)</translation>
    </message>
    <message>
        <source>Proxies, those that are ticked are used</source>
        <translation>プロキシ。チェックを付けたものを使います</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>The first one that works is used. If none does, the account stops; nothing goes direct instead.</source>
        <translation>最初に使えたものを使います。どれも使えないとアカウントは止まり、代わりに直接接続することはありません。</translation>
    </message>
    <message>
        <source>(removed)</source>
        <translation>（削除済み）</translation>
    </message>
    <message>
        <source>The choice was not saved</source>
        <translation>選択は保存されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyChoiceField</name>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Change the proxy</source>
        <translation>プロキシを変更</translation>
    </message>
    <message>
        <source>Proxy: %1</source>
        <translation>プロキシ: %1</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyDialog</name>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>&amp;Keep the saved login</source>
        <translation>保存したログイン情報を使う(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>ホスト(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>ポート(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Login</source>
        <translation>ログイン名(&amp;L)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>パスワード(&amp;W)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add proxy</source>
        <translation>プロキシを追加</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>「%1」を編集</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>ホスト</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>ログイン名</translation>
    </message>
    <message>
        <source>Keep the saved login</source>
        <translation>保存したログイン情報を使う</translation>
    </message>
    <message>
        <source>Or paste a whole address: socks5://user:password@host:1080</source>
        <translation>またはアドレス全体を貼り付け: socks5://user:password@host:1080</translation>
    </message>
    <message>
        <source>Kept encrypted on this computer; any characters will do.</source>
        <translation>暗号化してこのコンピューターに保管されます。どんな文字でも使えます。</translation>
    </message>
    <message>
        <source>K&amp;ind</source>
        <translation>種類(&amp;I)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を入力してください。</translation>
    </message>
    <message>
        <source>There is a proxy of this name already.</source>
        <translation>この名前のプロキシはすでにあります。</translation>
    </message>
    <message>
        <source>Type the proxy&apos;s name or address.</source>
        <translation>プロキシの名前またはアドレスを入力してください。</translation>
    </message>
    <message>
        <source>1 to 65535.</source>
        <translation>1〜65535。</translation>
    </message>
    <message>
        <source>A password needs a login.</source>
        <translation>パスワードにはログイン名が必要です。</translation>
    </message>
    <message>
        <source>The proxy was not saved</source>
        <translation>プロキシは保存されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::ProxyListRow</name>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Make default</source>
        <translation>既定にする</translation>
    </message>
    <message>
        <source>with a login</source>
        <translation>ログインあり</translation>
    </message>
    <message>
        <source>without a login</source>
        <translation>ログインなし</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1: with or without a login, %2: the accounts</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Unset default</source>
        <translation>既定を解除</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go direct then</source>
        <translation>プロキシを選んでいないアカウントは、直接接続するようになります</translation>
    </message>
    <message>
        <source>Accounts that chose no proxy go through it then</source>
        <translation>プロキシを選んでいないアカウントは、これを経由するようになります</translation>
    </message>
    <message>
        <source>“%1” is the default no more</source>
        <translation>「%1」の既定を解除</translation>
    </message>
    <message>
        <source>Make “%1” the default</source>
        <translation>「%1」を既定にする</translation>
    </message>
    <message>
        <source>Test “%1”</source>
        <translation>「%1」をテスト</translation>
    </message>
    <message>
        <source>Edit “%1”</source>
        <translation>「%1」を編集</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>「%1」を削除</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>テストしています…</translation>
    </message>
</context>
<context>
    <name>homeport::RecoveryCard</name>
    <message>
        <source>recovery code</source>
        <translation>回復コード</translation>
    </message>
    <message>
        <source>Copy recovery code</source>
        <translation>回復コードをコピー</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>コードを作成</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後へ</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>保管しました</translation>
    </message>
    <message>
        <source>No recovery code was made</source>
        <translation>回復コードは作成されませんでした</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>回復コード</translation>
    </message>
    <message>
        <source>Write it down or print it, and keep it away from this computer: it can&apos;t be shown again. It opens this vault when its key is lost: homeportctl vault recover.</source>
        <translation>書き写すか印刷して、このコンピューターとは別の場所に保管してください。二度と表示できません。保管庫のキーを失ったとき、これで開けます: homeportctl vault recover。</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>回復コードを作成</translation>
    </message>
    <message>
        <source>Your credentials are sealed under a key that only this computer has. If that key is lost, a recovery code on paper brings them back.</source>
        <translation>認証情報は、このコンピューターだけがもつキーで封印されています。キーを失っても、紙に控えた回復コードで取り戻せます。</translation>
    </message>
    <message>
        <source>Save recovery code to a file</source>
        <translation>回復コードをファイルに保存</translation>
    </message>
    <message>
        <source>Save recovery code</source>
        <translation>回復コードを保存</translation>
    </message>
    <message>
        <source>Saved as %1. Move it away from this computer.</source>
        <translation>%1 として保存しました。このコンピューターの外へ移してください。</translation>
    </message>
    <message>
        <source>There is a file of this name already, and it was left alone. Choose another name.</source>
        <translation>同じ名前のファイルがあるため、変更しませんでした。別の名前を選んでください。</translation>
    </message>
    <message>
        <source>It was not saved. %1</source>
        <translation>保存されませんでした。%1</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>これなしで続ける</translation>
    </message>
</context>
<context>
    <name>homeport::RelayCard</name>
    <message>
        <source>Copy endpoint</source>
        <translation>エンドポイントをコピー</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>エンドポイント</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>リレー</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>active accounts</source>
        <translation>有効なアカウント</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
</context>
<context>
    <name>homeport::RelayStep</name>
    <message>
        <source>Copy address</source>
        <translation>アドレスをコピー</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Use another port…</source>
        <translation>別のポートを使う…</translation>
    </message>
    <message>
        <source>Address for tools</source>
        <translation>ツール用のアドレス</translation>
    </message>
    <message>
        <source>One address for every tool</source>
        <translation>すべてのツールに一つのアドレス</translation>
    </message>
    <message>
        <source>Point your tools at Homeport instead of at a provider. It checks the tool&apos;s key, picks one of your accounts, and passes the request and its answer on, byte for byte.</source>
        <translation>ツールの接続先をプロバイダーではなく Homeport にします。Homeport はツールのキーを確かめ、アカウントを一つ選び、リクエストと応答をそのまま受け渡します。</translation>
    </message>
</context>
<context>
    <name>homeport::ReplaceKeyDialog</name>
    <message>
        <source>API key</source>
        <translation>API キー</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API キー(&amp;K)</translation>
    </message>
    <message>
        <source>Get a key</source>
        <translation>キーを取得</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>このキーを使う</translation>
    </message>
    <message>
        <source>The new key takes the place of the present key of “%1”. Name, settings and history stay.</source>
        <translation>新しいキーが「%1」の現在のキーと置き換わります。名前、設定、履歴は残ります。</translation>
    </message>
    <message>
        <source>Enter new key</source>
        <translation>新しいキーを入力</translation>
    </message>
    <message>
        <source>It takes the place of the present key of “%1”. Name, settings and history stay.</source>
        <translation>「%1」の現在のキーと置き換わります。名前、設定、履歴は残ります。</translation>
    </message>
    <message>
        <source>Get a key from %1</source>
        <translation>%1 でキーを取得</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>No browser could be opened. Keys are made at %1</source>
        <translation>ブラウザーを開けませんでした。キーはここで作成します: %1</translation>
    </message>
    <message>
        <source>The key was not stored</source>
        <translation>キーは保存されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::RequestContents</name>
    <message>
        <source>Show contents</source>
        <translation>内容を表示</translation>
    </message>
    <message>
        <source>Edit key…</source>
        <translation>キーを編集…</translation>
    </message>
    <message>
        <source>Kept until %1</source>
        <translation>%1 まで保存</translation>
    </message>
    <message>
        <source>Its key keeps contents: they are here once it has ended.</source>
        <translation>キーの設定により内容を保存します。終了するとここに表示されます。</translation>
    </message>
    <message>
        <source>They are sealed and the vault is locked. Unlock it on the Overview page.</source>
        <translation>封印されており、保管庫がロックされています。「概要」ページで解除してください。</translation>
    </message>
    <message>
        <source>Edit key “%1”</source>
        <translation>キー「%1」を編集</translation>
    </message>
    <message>
        <source>None are kept of this request.</source>
        <translation>このリクエストの内容は保存されていません。</translation>
    </message>
    <message>
        <source>None are kept of this request, or not any more.</source>
        <translation>このリクエストの内容は保存されていないか、すでに削除されています。</translation>
    </message>
    <message>
        <source>This key keeps no contents.</source>
        <translation>このキーは内容を保存しません。</translation>
    </message>
</context>
<context>
    <name>homeport::RequestDetail</name>
    <message>
        <source>%1, answered by %2</source>
        <extracomment>%1: the model that was asked for, %2: the one that answered</extracomment>
        <translation>%1、応答は %2</translation>
    </message>
    <message>
        <source>%1, by the prices of %2</source>
        <extracomment>%1: an amount of money, %2: the version of a list of prices: a date and whose it is</extracomment>
        <translation>%1、価格は %2 による</translation>
    </message>
    <message>
        <source>Why this account?</source>
        <translation>なぜこのアカウント？</translation>
    </message>
    <message>
        <source>Selected request</source>
        <translation>選択したリクエスト</translation>
    </message>
    <message>
        <source>Facts about the request</source>
        <translation>リクエストの詳細</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Local key</source>
        <translation>ローカルキー</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>セッション</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>first byte %1, whole %2</source>
        <translation>最初のバイト %1、全体 %2</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>送信 %1、受信 %2</translation>
    </message>
    <message>
        <source>Why this account? %1</source>
        <extracomment>%1: a sentence on what failed</extracomment>
        <translation>このアカウントの理由: %1</translation>
    </message>
    <message>
        <source>Select a request to see what became of it.</source>
        <translation>リクエストを選ぶと結果が表示されます。</translation>
    </message>
</context>
<context>
    <name>homeport::RequestFilterBar</name>
    <message>
        <source>Search requests</source>
        <translation>リクエストを検索</translation>
    </message>
    <message>
        <source>Search by any word</source>
        <translation>任意の語で検索</translation>
    </message>
    <message>
        <source>Names, paths, sessions, programs, details and status codes are looked through</source>
        <translation>名前、パス、セッション、プログラム、詳細、ステータスコードを検索します</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>ステータス</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>すべてのステータス</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
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
        <translation>切断</translation>
    </message>
</context>
<context>
    <name>homeport::RequestGrid</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>ステータス</translation>
    </message>
</context>
<context>
    <name>homeport::RequestModel</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>ステータス</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>最初のバイト</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>送信 %1、受信 %2</translation>
    </message>
</context>
<context>
    <name>homeport::RequestTable</name>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
</context>
<context>
    <name>homeport::ResetCard</name>
    <message>
        <source>Reset settings…</source>
        <translation>設定をリセット…</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>Connection, limits, time-outs, backups and the log go back to what is usual. Accounts, keys, proxies, usage and how long it is kept stay as they are.</source>
        <translation>接続、上限、タイムアウト、バックアップ、ログが通常の値に戻ります。アカウント、キー、プロキシ、使用量とその保存期間は変わりません。</translation>
    </message>
    <message>
        <source> Homeport moves to port %1: tools need the new address.</source>
        <translation>Homeport はポート %1 に移ります。ツールには新しいアドレスが必要です。</translation>
    </message>
    <message>
        <source>Reset all settings?</source>
        <translation>すべての設定をリセットしますか？</translation>
    </message>
    <message>
        <source>They go back to what is usual. Accounts, keys and all data stay.</source>
        <translation>通常の値に戻ります。アカウント、キー、すべてのデータは残ります。</translation>
    </message>
    <message>
        <source>All settings are as usual.</source>
        <translation>すべての設定が通常の値です。</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>何も変更されませんでした。%1</translation>
    </message>
</context>
<context>
    <name>homeport::RestoreDialog</name>
    <message>
        <source>Passphrase of the backup</source>
        <translation>バックアップのパスフレーズ</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the backup</source>
        <translation>バックアップのパスフレーズ(&amp;P)</translation>
    </message>
    <message>
        <source>New passphrase of the vault</source>
        <translation>保管庫の新しいパスフレーズ</translation>
    </message>
    <message>
        <source>New passphrase of the &amp;vault</source>
        <translation>保管庫の新しいパスフレーズ(&amp;V)</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>復元</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>バックアップを復元</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>The restored vault gets a key of its own; you type this at each start.</source>
        <translation>復元した保管庫には専用のキーが作られます。起動のたびにこれを入力します。</translation>
    </message>
    <message>
        <source>%1, made %2</source>
        <translation>%1、%2 に作成</translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation>このバックアップを復元しますか？</translation>
    </message>
    <message>
        <source>Accounts, keys and proxies become those of the backup, and so does what was used, where the backup has it. What is there now is kept in a folder beside it; nothing is deleted. Then Homeport starts again: requests that run are broken off.</source>
        <translation>アカウント、キー、プロキシはバックアップのものになり、バックアップに含まれていれば使用量も同様です。現在のものは隣のフォルダーに保管され、何も削除されません。その後 Homeport が再起動し、実行中のリクエストは中断されます。</translation>
    </message>
    <message>
        <source>Type the passphrase it was made with.</source>
        <translation>作成時のパスフレーズを入力してください。</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>%1 文字以上です。</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>復元しました</translation>
    </message>
    <message>
        <source>Homeport starts again now.</source>
        <translation>Homeport を再起動します。</translation>
    </message>
    <message>
        <source>This passphrase does not open the backup.</source>
        <translation>このパスフレーズではバックアップを開けません。</translation>
    </message>
    <message>
        <source>Nothing was restored</source>
        <translation>何も復元されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::RetentionCard</name>
    <message>
        <source>Keep requests for, days</source>
        <translation>リクエストの保存日数</translation>
    </message>
    <message>
        <source>Keep at most, requests</source>
        <translation>保存するリクエストの最大数</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>使用量</translation>
    </message>
    <message>
        <source>Older requests go one by one; the sums of the Usage page stay for ever.</source>
        <translation>古いリクエストから順に削除されます。「使用量」ページの合計はずっと残ります。</translation>
    </message>
    <message>
        <source>It can&apos;t be told how much is kept. %1 %2</source>
        <translation>保存されている量がわかりません。%1 %2</translation>
    </message>
    <message>
        <source>No request is kept yet. %1</source>
        <translation>保存されたリクエストはまだありません。%1</translation>
    </message>
    <message>
        <source>%L1 requests since %2 take %3. %4</source>
        <translation>%2 以降の %L1 件のリクエストが %3 を使っています。%4</translation>
    </message>
    <message>
        <source>A whole number, 1 to %L1.</source>
        <translation>1～%L1 の整数。</translation>
    </message>
    <message>
        <source>A whole number, %1 to %2.</source>
        <translation>%1～%2 の整数。</translation>
    </message>
    <message>
        <source>Keep less?</source>
        <translation>保存量を減らしますか？</translation>
    </message>
    <message>
        <source>Requests beyond it are deleted now, for good: at most %L1 days and %2 requests stay. The sums stay.</source>
        <translation>これを超えるリクエストは今すぐ完全に削除されます。残るのは最大 %L1 日分、%2 件です。合計は残ります。</translation>
    </message>
    <message>
        <source>Keep less</source>
        <translation>保存量を減らす</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>保存しました。</translation>
    </message>
</context>
<context>
    <name>homeport::RevokeKeyDialog</name>
    <message>
        <source>Revoke key</source>
        <translation>キーを取り消す</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Revoke “%1”?</source>
        <translation>「%1」を取り消しますか？</translation>
    </message>
    <message>
        <source>Tools that use this key are refused from now on. This can&apos;t be undone.</source>
        <translation>このキーを使うツールは、今後拒否されます。元に戻せません。</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Break the %Ln requests that run with it, too</source>
        <translation>
            <numerusform>このキーで実行中の %Ln 件のリクエストも中断する(&amp;B)</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Break requests that run with it, too (none at the moment)</source>
        <translation>このキーで実行中のリクエストも中断する(&amp;B)（現在なし）</translation>
    </message>
    <message>
        <source>The key was not revoked</source>
        <translation>キーは取り消されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::RouteDiagram</name>
    <message>
        <source>Your tools</source>
        <translation>あなたのツール</translation>
    </message>
    <message>
        <source>send a local key</source>
        <translation>ローカルキーを送る</translation>
    </message>
    <message>
        <source>puts an account&apos;s credential in</source>
        <translation>アカウントの認証情報を入れる</translation>
    </message>
    <message>
        <source>The account&apos;s provider</source>
        <translation>アカウントのプロバイダー</translation>
    </message>
    <message>
        <source>answers as always</source>
        <translation>いつもどおり応答する</translation>
    </message>
    <message>
        <source>A tool&apos;s request goes to %1 on this computer, and from there to the provider of one of your accounts.</source>
        <translation>ツールのリクエストはこのコンピューターの %1 へ、そこからアカウントのプロバイダーへ送られます。</translation>
    </message>
</context>
<context>
    <name>homeport::RoutingCard</name>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Change its part in routing</source>
        <translation>ルーティングでの役割を変更</translation>
    </message>
    <message>
        <source>Part in routing</source>
        <translation>ルーティングでの役割</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先度</translation>
    </message>
    <message>
        <source>%1 (the lowest is asked first)</source>
        <translation>%1（小さいものから使います）</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>予備</translation>
    </message>
    <message>
        <source>Keeps %1 of every quota</source>
        <translation>各クォータの %1 を残します</translation>
    </message>
    <message>
        <source>Keeps nothing back</source>
        <translation>何も残しません</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Every model</source>
        <translation>すべてのモデル</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>扱い</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>In none</source>
        <translation>なし</translation>
    </message>
</context>
<context>
    <name>homeport::RoutingDialog</name>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>claude-* or a whole name</source>
        <translation>claude-* または完全な名前</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>優先度(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Weight</source>
        <translation>重み(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Reserve, percent</source>
        <translation>予備、パーセント(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Models it serves</source>
        <translation>提供するモデル(&amp;M)</translation>
    </message>
    <message>
        <source>Other &amp;names</source>
        <translation>別の名前(&amp;N)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>“%1” in routing</source>
        <translation>ルーティングでの「%1」</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先度</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Reserve, percent</source>
        <translation>予備、パーセント</translation>
    </message>
    <message>
        <source>Other names, one a line</source>
        <translation>別の名前、1 行に 1 つ</translation>
    </message>
    <message>
        <source>The lowest is asked first.</source>
        <translation>小さいものから使います。</translation>
    </message>
    <message>
        <source>1 to 100: its share.</source>
        <translation>1〜100: 割り当ての比率。</translation>
    </message>
    <message>
        <source>0 to 95: of every quota.</source>
        <translation>0〜95: 各クォータに対する割合。</translation>
    </message>
    <message>
        <source>None listed: every model. An asterisk stands for any text.</source>
        <translation>空の場合はすべてのモデル。アスタリスクは任意の文字列を表します。</translation>
    </message>
    <message>
        <source>A name that tools use = the model it counts as here, one a line. Requests are never changed.</source>
        <translation>「ツールが使う名前 = ここで扱うモデル」を 1 行に 1 つ。リクエストは変更されません。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>-1000 to 1000.</source>
        <translation>-1000〜1000。</translation>
    </message>
    <message>
        <source>1 to 100.</source>
        <translation>1〜100。</translation>
    </message>
    <message>
        <source>0 to 95.</source>
        <translation>0〜95。</translation>
    </message>
    <message>
        <source>“%1” is no name of a model.</source>
        <translation>「%1」はモデルの名前ではありません。</translation>
    </message>
    <message>
        <source>Line %1 is no “name = model”, both without blanks and asterisks.</source>
        <translation>%1 行目が「名前 = モデル」の形ではありません。どちらにも空白とアスタリスクは使えません。</translation>
    </message>
    <message>
        <source>Line %1: “%2” is there already.</source>
        <translation>%1 行目: 「%2」はすでにあります。</translation>
    </message>
    <message>
        <source>It was not saved</source>
        <translation>保存されませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::RowFigures</name>
    <message>
        <source>%1 tokens in 24 h</source>
        <translation>24 時間で %1 トークン</translation>
    </message>
    <message>
        <source>nothing in 24 h</source>
        <translation>24 時間の使用なし</translation>
    </message>
    <message>
        <source>No tokens in the last 24 hours</source>
        <translation>過去 24 時間のトークンはありません</translation>
    </message>
    <message>
        <source>Tokens per hour in the last 24 hours: %1 in all, most between %2 and %3 (%4)</source>
        <translation>過去 24 時間の 1 時間ごとのトークン: 合計 %1、最多は %2〜%3（%4）</translation>
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
        <translation>続行</translation>
    </message>
    <message>
        <source>Looked through %L1 of %L2 requests…</source>
        <translation>%L2 件中 %L1 件を検索しました…</translation>
    </message>
    <message>
        <source>Loading requests…</source>
        <translation>リクエストを読み込んでいます…</translation>
    </message>
    <message>
        <source>Stopped after %L1 of %L2 requests.</source>
        <translation>%L2 件中 %L1 件で停止しました。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Homeport could not read its own records. Try again; if it stays so, restart Homeport.</source>
        <translation>Homeport が自身の記録を読み取れませんでした。もう一度試してください。続く場合は Homeport を再起動してください。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: a sentence on what failed; %2: technical details, in English</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>homeport::SecretEdit</name>
    <message>
        <source>Reveal %1</source>
        <translation>%1を表示</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>%1を隠す</translation>
    </message>
</context>
<context>
    <name>homeport::ServiceAccountForm</name>
    <message>
        <source>Open the list of service accounts</source>
        <translation>サービスアカウントの一覧を開く</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>ファイルを選択…</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>リージョン(&amp;R)</translation>
    </message>
    <message>
        <source>Pro&amp;ject id</source>
        <translation>プロジェクト ID(&amp;J)</translation>
    </message>
    <message>
        <source>Takes the content of the key file from the clipboard, without showing it</source>
        <translation>キーファイルの内容を、表示せずにクリップボードから取り込みます</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>リージョン</translation>
    </message>
    <message>
        <source>Project id</source>
        <translation>プロジェクト ID</translation>
    </message>
    <message>
        <source>Where the models are. Another region than these may be typed.</source>
        <translation>モデルのある場所です。一覧にないリージョンも入力できます。</translation>
    </message>
    <message>
        <source>It is in the key file. Another one, if the service account may use it.</source>
        <translation>キーファイルに含まれています。サービスアカウントが使えるなら、別のものも指定できます。</translation>
    </message>
    <message>
        <source>No browser could be opened. The place is %1</source>
        <translation>ブラウザーを開けませんでした。場所: %1</translation>
    </message>
    <message>
        <source>The key file is missing: drop it here, choose it, or paste its content.</source>
        <translation>キーファイルがありません。ここにドロップするか、選択するか、内容を貼り付けてください。</translation>
    </message>
    <message>
        <source>Enter a region, such as us-central1 or global.</source>
        <translation>us-central1 や global などのリージョンを入力してください。</translation>
    </message>
    <message>
        <source>Enter the project&apos;s id, such as my-project-42, not its name.</source>
        <translation>プロジェクトの名前ではなく、my-project-42 のような ID を入力してください。</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>キーファイルを選択</translation>
    </message>
    <message>
        <source>Key files (*.json)</source>
        <translation>キーファイル (*.json)</translation>
    </message>
    <message>
        <source>The clipboard holds no text: copy all of the key file first.</source>
        <translation>クリップボードにテキストがありません。先にキーファイル全体をコピーしてください。</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>クリップボード</translation>
    </message>
    <message>
        <source>%1 was read: the key of %2.</source>
        <translation>%1 を読み込みました: %2 のキー。</translation>
    </message>
    <message>
        <source>Drop the service account&apos;s key file (*.json) here, choose it, or paste its content.</source>
        <translation>サービスアカウントのキーファイル (*.json) をここにドロップするか、選択するか、内容を貼り付けてください。</translation>
    </message>
</context>
<context>
    <name>homeport::SettingField</name>
    <message>
        <source>%1, usually %2</source>
        <extracomment>below a number: its range, and what it is unless someone changes it</extracomment>
        <translation>%1、通常は %2</translation>
    </message>
    <message>
        <source>A whole number, %1.</source>
        <translation>整数、%1。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>a range of numbers</extracomment>
        <translation>%1～%2</translation>
    </message>
    <message>
        <source>Set by %1 when Homeport was started; that holds until it is started without it.</source>
        <translation>Homeport の起動時に %1 で指定されています。指定せずに起動するまで有効です。</translation>
    </message>
</context>
<context>
    <name>homeport::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Time-outs</source>
        <translation>タイムアウト</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>使用量</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>価格</translation>
    </message>
    <message>
        <source>Default proxy</source>
        <translation>既定のプロキシ</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>プロバイダー</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>「%1」へ移動</translation>
    </message>
    <message>
        <source>Something in settings.ini does not hold</source>
        <translation>settings.ini に無効な設定があります</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>デスクトップ</translation>
    </message>
</context>
<context>
    <name>homeport::SetupToolRow</name>
    <message>
        <source>Look again</source>
        <translation>再確認</translation>
    </message>
    <message>
        <source>Configure…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>キーをコピー</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>%1 を設定</translation>
    </message>
    <message>
        <source>Look again at %1</source>
        <translation>%1 をもう一度確認</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>%1 を設定</translation>
    </message>
    <message>
        <source>Copy the key of %1</source>
        <translation>%1 のキーをコピー</translation>
    </message>
    <message>
        <source>What changes in the files of %1</source>
        <translation>%1 のファイルの変更点</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>ご注意</translation>
    </message>
    <message>
        <source>It was not set up. %1</source>
        <translation>設定されませんでした。%1</translation>
    </message>
    <message>
        <source>The key is in the clipboard: paste it into %1.</source>
        <translation>キーをクリップボードにコピーしました。%1 に貼り付けてください。</translation>
    </message>
    <message>
        <source>Setting it up…</source>
        <translation>設定しています…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>設定済み</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>ファイルを確認しています…</translation>
    </message>
    <message>
        <source>Hide changes</source>
        <translation>変更点を隠す</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>変更点を表示</translation>
    </message>
    <message>
        <source>Hide what changes for %1</source>
        <translation>%1 の変更点を隠す</translation>
    </message>
    <message>
        <source>Show what changes for %1</source>
        <translation>%1 の変更点を表示</translation>
    </message>
</context>
<context>
    <name>homeport::SetupTools</name>
    <message>
        <source>Look again</source>
        <translation>再確認</translation>
    </message>
    <message>
        <source>Look for tools again</source>
        <translation>ツールをもう一度探す</translation>
    </message>
    <message>
        <source>Not installed: %1</source>
        <translation>未インストール: %1</translation>
    </message>
    <message>
        <source>Looking for tools…</source>
        <translation>ツールを探しています…</translation>
    </message>
    <message>
        <source>The tools can&apos;t be listed. %1</source>
        <translation>ツールを一覧表示できません。%1</translation>
    </message>
    <message>
        <source>None of the tools that Homeport can set up was found. Install one and look again. For any other program the Tools page has lines to copy.</source>
        <translation>Homeport が設定できるツールは見つかりませんでした。インストールしてからもう一度探してください。ほかのプログラムには、「ツール」ページにコピー用の行があります。</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>設定しています…</translation>
    </message>
    <message numerus="yes">
        <source>Set up %Ln tools</source>
        <translation>
            <numerusform>%Ln 個のツールを設定</numerusform>
        </translation>
    </message>
    <message>
        <source>Set up tools</source>
        <translation>ツールを設定</translation>
    </message>
</context>
<context>
    <name>homeport::SignInDialog</name>
    <message>
        <source>What was said, word for word</source>
        <translation>元のメッセージ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>再サインイン</translation>
    </message>
    <message>
        <source>Open browser</source>
        <translation>ブラウザーを開く</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>サインイン済み</translation>
    </message>
    <message>
        <source>The account “%1” is ready to use.</source>
        <translation>アカウント「%1」を使えるようになりました。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Nothing came back from the browser in time. Try again, and finish in the browser within the time shown.</source>
        <translation>時間内にブラウザーから結果が返りませんでした。もう一度試し、表示された時間内にブラウザーで完了してください。</translation>
    </message>
    <message>
        <source>The provider did not approve it. Its words are below; nothing was added or changed.</source>
        <translation>プロバイダーが承認しませんでした。メッセージは下のとおりです。何も追加、変更していません。</translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation>サインインできませんでした</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
</context>
<context>
    <name>homeport::SignInStart</name>
    <message>
        <source>Your browser opens the provider&apos;s own page. Homeport never sees your password.</source>
        <translation>ブラウザーでプロバイダー自身のページが開きます。Homeport がパスワードを見ることはありません。</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>プロバイダー(&amp;P)</translation>
    </message>
    <message>
        <source>How to make one</source>
        <translation>作成方法</translation>
    </message>
    <message>
        <source>Open the provider&apos;s console</source>
        <translation>プロバイダーのコンソールを開く</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>No browser could be opened. The place is %1</source>
        <translation>ブラウザーを開けませんでした。場所: %1</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>プロバイダー</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>How it appears in Homeport; any name will do.</source>
        <translation>Homeport での表示名です。自由に付けられます。</translation>
    </message>
    <message>
        <source>Sign in again to %1 as “%2”. Its name, settings and history stay; only the credential is new.</source>
        <translation>%1 に「%2」としてもう一度サインインしてください。名前、設定、履歴は残り、認証情報だけが新しくなります。</translation>
    </message>
    <message>
        <source>Change its OAuth client only where the provider shows you another id or secret by now.</source>
        <translation>OAuth クライアントを変更するのは、プロバイダーの ID またはシークレットが変わった場合だけにしてください。</translation>
    </message>
    <message>
        <source>There is an account of this name already.</source>
        <translation>同じ名前のアカウントが既にあります。</translation>
    </message>
    <message>
        <source>The sign-in could not start</source>
        <translation>サインインを開始できませんでした</translation>
    </message>
    <message>
        <source>Choose the client&apos;s file</source>
        <translation>クライアントのファイルを選択</translation>
    </message>
    <message>
        <source>Client files (client_secret_*.json *.json)</source>
        <translation>クライアントのファイル (client_secret_*.json *.json)</translation>
    </message>
</context>
<context>
    <name>homeport::SignInWait</name>
    <message>
        <source>Open browser again</source>
        <translation>もう一度ブラウザーを開く</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>リンクをコピー</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>続行</translation>
    </message>
    <message>
        <source>No browser could be opened</source>
        <translation>ブラウザーを開けませんでした</translation>
    </message>
    <message>
        <source>Copy the link and open it in a browser yourself.</source>
        <translation>リンクをコピーして、自分でブラウザーで開いてください。</translation>
    </message>
    <message>
        <source>Address from the browser</source>
        <translation>ブラウザーのアドレス</translation>
    </message>
    <message>
        <source>&amp;Paste it here</source>
        <translation>ここに貼り付け(&amp;P)</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>リンクをコピーしました</translation>
    </message>
    <message>
        <source>Finish signing in to %1 in your browser</source>
        <translation>ブラウザーで %1 へのサインインを完了してください</translation>
    </message>
    <message>
        <source>At the end the page shows a code</source>
        <translation>最後にページにコードが表示されます</translation>
    </message>
    <message>
        <source>Stuck, or is the browser on another computer?</source>
        <translation>進まないとき、またはブラウザーが別のコンピューターにあるときは?</translation>
    </message>
    <message>
        <source>All of it, with what follows the #. The page&apos;s address will do as well.</source>
        <translation># に続く部分も含めた全体。ページのアドレスでもかまいません。</translation>
    </message>
    <message>
        <source>The address the browser ended on, also when it could not show that page.</source>
        <translation>ブラウザーが最後に表示したアドレス。そのページを表示できなかった場合でもかまいません。</translation>
    </message>
    <message>
        <source>Code from the browser</source>
        <translation>ブラウザーのコード</translation>
    </message>
    <message>
        <source>Approved; fetching the credential…</source>
        <translation>承認されました。認証情報を取得しています…</translation>
    </message>
    <message>
        <source>Signed in; Google is setting up Code Assist…</source>
        <translation>サインインしました。Google が Code Assist を準備しています…</translation>
    </message>
    <message>
        <source>This takes up to a minute.</source>
        <translation>最大 1 分かかります。</translation>
    </message>
    <message>
        <source>This takes up to a minute. Checked %1 of %2 times.</source>
        <translation>最大 1 分かかります。%2 回中 %1 回確認しました。</translation>
    </message>
    <message>
        <source>That is not the code of this sign-in. Copy all of it from the page.</source>
        <translation>このサインインのコードではありません。ページから全体をコピーしてください。</translation>
    </message>
    <message>
        <source>That is not the address this sign-in ended on. Copy all of it from the browser&apos;s address bar.</source>
        <translation>このサインインの最後のアドレスではありません。ブラウザーのアドレスバーから全体をコピーしてください。</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>残り %1。</translation>
    </message>
    <message>
        <source>%1 left. This window continues by itself.</source>
        <translation>残り %1。このウィンドウは自動的に進みます。</translation>
    </message>
</context>
<context>
    <name>homeport::StrandedBanner</name>
    <message>
        <source>Restore their own settings</source>
        <translation>元の設定に戻す</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>このまま使う</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Show the tools</source>
        <translation>ツールを表示</translation>
    </message>
    <message>
        <source>Homeport did not end properly last time</source>
        <translation>前回 Homeport は正常に終了しませんでした</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools point at it: %1. They get answers as long as it runs. Restoring gives their files back what they had before Homeport, and revokes their local keys.</source>
        <translation>
            <numerusform>%Ln 個のツールが Homeport を使う設定になっています: %1。Homeport の実行中は応答があります。元に戻すと、ファイルは Homeport を使う前の内容になり、ローカルキーは取り消されます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the tools set up for Homeport</source>
        <translation>ツールを Homeport 用の設定のまま使う</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>homeport::TestRequest</name>
    <message>
        <source>Send a test request</source>
        <translation>テストリクエストを送信</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>リクエスト元</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>動作の確認?</translation>
    </message>
    <message>
        <source>There is nobody to ask yet: add an account in step 2, or set up a tool above.</source>
        <translation>まだ試せる相手がありません。ステップ 2 でアカウントを追加するか、上でツールを設定してください。</translation>
    </message>
    <message>
        <source>A tool&apos;s request takes the tool&apos;s own way: its key, Homeport, and the list of models of your accounts. An account is asked for one word, which may cost a fraction of a cent.</source>
        <translation>ツールのリクエストは、そのツールと同じ経路（キー、Homeport、アカウントのモデル一覧）を通ります。アカウントには一語だけを求めるため、1 セント未満の費用がかかることがあります。</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>アカウント %1</translation>
    </message>
    <message>
        <source>%1 through Homeport</source>
        <translation>Homeport 経由の %1</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>問い合わせています…</translation>
    </message>
    <message>
        <source>Asks Homeport for the list of models with the key of %1.</source>
        <translation>%1 のキーで Homeport にモデルの一覧を求めます。</translation>
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
        <translation>応答の全文</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>テストしています…</translation>
    </message>
    <message>
        <source>Asks for the list of models, then for one token of an answer.</source>
        <translation>モデルの一覧を求め、次に応答を 1 トークン求めます。</translation>
    </message>
    <message>
        <source>The test did not take place</source>
        <translation>テストは行われませんでした</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>ステータス %1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>It answered</source>
        <translation>応答がありました</translation>
    </message>
    <message>
        <source>%1 · %2 · %3
List of models after %4, the whole answer after %5, %6</source>
        <extracomment>%1: time of day, %2: HTTP status, %3: model, %4 and %5: durations, %6: bytes</extracomment>
        <translation>%1 · %2 · %3
モデルの一覧まで %4、応答全体まで %5、%6</translation>
    </message>
    <message>
        <source>It was refused</source>
        <translation>拒否されました</translation>
    </message>
    <message>
        <source>There was no answer</source>
        <translation>応答がありませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::TimingBar</name>
    <message>
        <source>Queued %1</source>
        <translation>順番待ち %1</translation>
    </message>
    <message>
        <source>Held %1</source>
        <translation>保留 %1</translation>
    </message>
    <message>
        <source>No answer for %1</source>
        <translation>%1 への応答がありません</translation>
    </message>
    <message>
        <source>First byte after %1</source>
        <translation>最初のバイトまで %1</translation>
    </message>
    <message>
        <source>Answering %1</source>
        <translation>応答 %1</translation>
    </message>
</context>
<context>
    <name>homeport::ToolDialog</name>
    <message>
        <source>&amp;Model</source>
        <translation>モデル(&amp;M)</translation>
    </message>
    <message>
        <source>What changes in its files</source>
        <translation>ファイルの変更内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再確認</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>キーをコピー</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 を元に戻す</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>%1 を設定</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>%1 wants its model by name: one that an account of yours serves.</source>
        <translation>%1 にはモデル名が必要です。いずれかのアカウントが提供するものを指定してください。</translation>
    </message>
    <message>
        <source>May stay empty: %1 then asks for a model of its own.</source>
        <translation>空でもかまいません。その場合 %1 は自身のモデルを求めます。</translation>
    </message>
    <message>
        <source>Say first which model it is to ask for.</source>
        <translation>先に、どのモデルを使うかを指定してください。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be restored</source>
        <translation>%1 を元に戻せません</translation>
    </message>
    <message>
        <source>%1 can&apos;t be set up</source>
        <translation>%1 を設定できません</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>ご注意</translation>
    </message>
    <message>
        <source>It was not restored</source>
        <translation>元に戻せませんでした</translation>
    </message>
    <message>
        <source>It was not set up</source>
        <translation>設定されませんでした</translation>
    </message>
    <message>
        <source>%1 is set up</source>
        <translation>%1 を設定しました</translation>
    </message>
    <message>
        <source>%1 is as it was before Homeport</source>
        <translation>%1 は Homeport 導入前の状態です</translation>
    </message>
    <message>
        <source>%1 is restored, but for what someone else has changed</source>
        <translation>%1 を元に戻しました（ほかから変更された部分を除く）</translation>
    </message>
    <message>
        <source>Its local key could not be revoked: do that on the Keys page.</source>
        <translation>ローカルキーを取り消せませんでした。「キー」ページで取り消してください。</translation>
    </message>
    <message>
        <source>Asking Homeport with its key…</source>
        <translation>このキーで Homeport に問い合わせています…</translation>
    </message>
    <message>
        <source>The key is in the clipboard: paste it into %1.</source>
        <translation>キーをクリップボードにコピーしました。%1 に貼り付けてください。</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>ファイルを確認しています…</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>処理しています…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>homeport::ToolRow</name>
    <message>
        <source>Configure…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>元に戻す…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Copy its key</source>
        <translation>キーをコピー</translation>
    </message>
    <message>
        <source>Open the folder of its settings</source>
        <translation>設定のフォルダーを開く</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>%1 を設定</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 を元に戻す</translation>
    </message>
    <message>
        <source>Copy the key of %1</source>
        <translation>%1 のキーをコピー</translation>
    </message>
    <message>
        <source>Open the folder of the settings of %1</source>
        <translation>%1 の設定のフォルダーを開く</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop testing %1</source>
        <translation>%1 のテストを停止</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>%1 をテスト</translation>
    </message>
    <message>
        <source>Asking Homeport with its key…</source>
        <translation>このキーで Homeport に問い合わせています…</translation>
    </message>
</context>
<context>
    <name>homeport::ToolStep</name>
    <message>
        <source>Homeport points these tools at its address, each with a key of its own. You can look at each line first, what is there now is kept, and the Tools page gives it back.</source>
        <translation>Homeport はこれらのツールの接続先を自分のアドレスにし、それぞれに専用のキーを与えます。先に各行を確認でき、今の内容は保存され、「ツール」ページで元に戻せます。</translation>
    </message>
    <message>
        <source>Your tools are being set up.</source>
        <translation>ツールを設定しています。</translation>
    </message>
</context>
<context>
    <name>homeport::ToolsCard</name>
    <message>
        <source>A key for a tool</source>
        <translation>ツール用のキー</translation>
    </message>
    <message>
        <source>One click makes a key named after the tool. Give each tool its own, so that you can take it back alone.</source>
        <translation>1 回のクリックで、ツールの名前のキーを作成します。個別に取り消せるよう、ツールごとに別のキーを渡してください。</translation>
    </message>
    <message>
        <source>Make a key for %1</source>
        <translation>%1 のキーを作成</translation>
    </message>
</context>
<context>
    <name>homeport::ToolsPage</name>
    <message>
        <source>Looking for tools…</source>
        <translation>ツールを探しています…</translation>
    </message>
    <message>
        <source>None of the tools that Homeport can set up was found. Install one and look again, or use the lines below.</source>
        <translation>Homeport が設定できるツールは見つかりませんでした。インストールしてもう一度調べるか、下の行を使ってください。</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再確認</translation>
    </message>
    <message>
        <source>Restore all…</source>
        <translation>すべて元に戻す…</translation>
    </message>
    <message>
        <source>Give all tools back what they had before Homeport</source>
        <translation>すべてのツールを Homeport 導入前の内容に戻します</translation>
    </message>
    <message>
        <source>Not installed (%1)</source>
        <translation>未インストール（%1）</translation>
    </message>
    <message>
        <source>The tools can&apos;t be listed</source>
        <translation>ツールを一覧表示できません</translation>
    </message>
    <message>
        <source>Hide tools that are not installed</source>
        <translation>未インストールのツールを隠す</translation>
    </message>
    <message>
        <source>Show tools that are not installed</source>
        <translation>未インストールのツールを表示</translation>
    </message>
    <message>
        <source>The key is in the clipboard.</source>
        <translation>キーをクリップボードにコピーしました。</translation>
    </message>
    <message>
        <source>The folder could not be opened</source>
        <translation>フォルダーを開けませんでした</translation>
    </message>
    <message>
        <source>Restore all tools?</source>
        <translation>すべてのツールを元に戻しますか？</translation>
    </message>
    <message>
        <source>%1: their files get back what they had before Homeport, and their local keys are revoked.</source>
        <translation>%1: ファイルを Homeport 導入前の内容に戻し、ローカルキーを取り消します。</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>すべて元に戻す</translation>
    </message>
</context>
<context>
    <name>homeport::TraceDialog</name>
    <message>
        <source>Why this account?</source>
        <translation>なぜこのアカウント？</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Choice %1. %2</source>
        <extracomment>%1: number of a choice, %2: how it was made</extracomment>
        <translation>選択 %1。%2</translation>
    </message>
    <message>
        <source>It did not serve: %1</source>
        <translation>対応できませんでした: %1</translation>
    </message>
    <message>
        <source>The choices</source>
        <translation>選択の経過</translation>
    </message>
</context>
<context>
    <name>homeport::TrayIcon</name>
    <message>
        <source>Homeport goes on in the tray</source>
        <translation>Homeport はトレイで動き続けます</translation>
    </message>
    <message>
        <source>Tools can still use it. Quit it from this icon&apos;s menu.</source>
        <translation>ツールは引き続き使用できます。終了するにはこのアイコンのメニューを使います。</translation>
    </message>
    <message>
        <source>Homeport: %1</source>
        <extracomment>Tool tip of the tray icon; %1 is the relay&apos;s state</extracomment>
        <translation>Homeport: %1</translation>
    </message>
    <message>
        <source>That could not be done</source>
        <translation>実行できませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::TrayMenu</name>
    <message>
        <source>Today: …</source>
        <translation>今日: …</translation>
    </message>
    <message>
        <source>Accounts in use</source>
        <translation>使用するアカウント</translation>
    </message>
    <message>
        <source>Quit Homeport</source>
        <translation>Homeport を終了</translation>
    </message>
    <message>
        <source>Hide the window</source>
        <translation>ウィンドウを隠す</translation>
    </message>
    <message>
        <source>Open Homeport</source>
        <translation>Homeport を開く</translation>
    </message>
    <message>
        <source>Today: not known</source>
        <translation>今日: 不明</translation>
    </message>
    <message>
        <source>Today: %1 and more, not all models have a price</source>
        <translation>今日: %1 以上、価格のないモデルがあります</translation>
    </message>
    <message>
        <source>Today: %1</source>
        <translation>今日: %1</translation>
    </message>
    <message>
        <source>Try to listen again</source>
        <translation>待ち受けを再試行</translation>
    </message>
    <message>
        <source>Resume: let tools connect</source>
        <translation>再開: ツールの接続を受け付ける</translation>
    </message>
    <message>
        <source>Pause: let no tool connect</source>
        <translation>一時停止: ツールの接続を受け付けない</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>All %L1 accounts…</source>
        <translation>全 %L1 件のアカウント…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: an account&apos;s name, %2: its state</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>homeport::TroubleCard</name>
    <message>
        <source>What to do</source>
        <translation>対処方法</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <extracomment>%1: what the button does, %2: an account&apos;s name</extracomment>
        <translation>%1: 「%2」</translation>
    </message>
    <message>
        <source>What was said, word for word</source>
        <translation>元のメッセージ</translation>
    </message>
</context>
<context>
    <name>homeport::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>homeport::UsageChart</name>
    <message>
        <source>Usage chart: left and right go through its values</source>
        <translation>使用量グラフ: 左右のキーで値を移動します</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全トークン</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>価格なし</translation>
    </message>
</context>
<context>
    <name>homeport::UsageControls</name>
    <message>
        <source>Earlier</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後へ</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>ヒートマップ</translation>
    </message>
    <message>
        <source>Tell apart</source>
        <translation>分け方</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>すべてまとめて</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>表示する内容</translation>
    </message>
</context>
<context>
    <name>homeport::UsageExportDialog</name>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>ファイル(&amp;I)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Export requests</source>
        <translation>リクエストをエクスポート</translation>
    </message>
    <message>
        <source>JSON, one object a line</source>
        <translation>JSON、1 行に 1 オブジェクト</translation>
    </message>
    <message>
        <source>Comma-separated values (CSV)</source>
        <translation>コンマ区切り (CSV)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>エクスポートの進行状況</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>形式(&amp;F)</translation>
    </message>
    <message>
        <source>Choose where it goes.</source>
        <translation>保存先を選んでください。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests so far</source>
        <translation>
            <numerusform>これまでに %Ln 件のリクエスト</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests exported</source>
        <translation>
            <numerusform>%Ln 件のリクエストをエクスポートしました</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>キャンセルしました</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>ファイルは書き込まれませんでした。</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>何もエクスポートされませんでした</translation>
    </message>
</context>
<context>
    <name>homeport::UsageFilter</name>
    <message>
        <source>Show only a part</source>
        <translation>一部だけ表示</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; take this filter away</source>
        <translation>%1、このフィルターを外す</translation>
    </message>
</context>
<context>
    <name>homeport::UsagePage</name>
    <message>
        <source>Copy picture</source>
        <translation>画像をコピー</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>CSV としてコピー</translation>
    </message>
    <message>
        <source>Export requests…</source>
        <translation>リクエストをエクスポート…</translation>
    </message>
    <message>
        <source>Show requests</source>
        <translation>リクエストを表示</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>使用量</translation>
    </message>
    <message>
        <source>Of what is chosen here, at any time, on the Activity page</source>
        <translation>ここで選んだものについて、全期間を「アクティビティ」ページに表示します</translation>
    </message>
    <message>
        <source>Nothing was used in this time</source>
        <translation>この期間の使用はありません</translation>
    </message>
    <message>
        <source>What tools use through Homeport is counted here: tokens, and what they cost.</source>
        <translation>ツールが Homeport を通して使った量、つまりトークンと費用をここで集計します。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Usage could not be read</source>
        <translation>使用量を読み取れませんでした</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Single requests of %1, newest first.</source>
        <translation>%1 の個々のリクエスト、新しい順。</translation>
    </message>
    <message>
        <source>%1: %2 only.</source>
        <translation>%1: %2 のみ。</translation>
    </message>
</context>
<context>
    <name>homeport::UsageSums</name>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
</context>
<context>
    <name>homeport::UsageTable</name>
    <message>
        <source>Usage table</source>
        <translation>使用量の表</translation>
    </message>
    <message>
        <source>Return sorts by the current column, Ctrl+C copies the selected cells.</source>
        <translation>Enter で現在の列を基準に並べ替え、Ctrl+C で選択したセルをコピーします。</translation>
    </message>
</context>
<context>
    <name>homeport::UsageTableModel</name>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>全トークン</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
</context>
<context>
    <name>homeport::VaultBanner</name>
    <message>
        <source>passphrase</source>
        <translation>パスフレーズ</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>パスフレーズ</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>保管庫のロックを解除</translation>
    </message>
</context>
<context>
    <name>homeport::VaultStep</name>
    <message>
        <source>Make another code</source>
        <translation>別のコードを作成</translation>
    </message>
    <message>
        <source>Where the key lies</source>
        <translation>鍵のある場所</translation>
    </message>
    <message>
        <source>There is a recovery code. If you did not keep it, make another one: the old one ends then.</source>
        <translation>回復コードがあります。控えていない場合は別のコードを作成してください。古いコードは無効になります。</translation>
    </message>
    <message>
        <source>The code is being made.</source>
        <translation>コードを作成しています。</translation>
    </message>
    <message>
        <source>Keep the code first: it is shown only now.</source>
        <translation>まずコードを控えてください。表示されるのは今だけです。</translation>
    </message>
</context>
<context>
    <name>homeport::WindowRun</name>
    <message>
        <source>Homeport could not start</source>
        <translation>Homeport を起動できませんでした</translation>
    </message>
</context>
</TS>
