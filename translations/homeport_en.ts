<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>FirstRunText</name>
    <message numerus="yes">
        <source>%Ln tools are set up.</source>
        <translation>
            <numerusform>1 tool is set up.</numerusform>
            <numerusform>%Ln tools are set up.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tools were not set up: see above.</source>
        <translation>
            <numerusform>1 tool was not set up: see above.</numerusform>
            <numerusform>%Ln tools were not set up: see above.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>1 model</numerusform>
            <numerusform>%Ln models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyText</name>
    <message numerus="yes">
        <source>expires %Ln days after its first use</source>
        <translation>
            <numerusform>expires a day after its first use</numerusform>
            <numerusform>expires %Ln days after its first use</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests a minute</source>
        <translation>
            <numerusform>%Ln request a minute</numerusform>
            <numerusform>%Ln requests a minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests an hour</source>
        <translation>
            <numerusform>%Ln request an hour</numerusform>
            <numerusform>%Ln requests an hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Contents are kept for %Ln days</source>
        <translation>
            <numerusform>Contents are kept for a day</numerusform>
            <numerusform>Contents are kept for %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The contents of %Ln requests are kept: %1 on disk, the oldest from %2.</source>
        <extracomment>%1: size of a file, %2: date and time</extracomment>
        <translation>
            <numerusform>The contents of one request are kept: %1 on disk, from %2.</numerusform>
            <numerusform>The contents of %Ln requests are kept: %1 on disk, the oldest from %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfileProblems</name>
    <message numerus="yes">
        <source>%n more: see homeportctl status.</source>
        <translation>
            <numerusform>%n more: see homeportctl status.</numerusform>
            <numerusform>%n more: see homeportctl status.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotaText</name>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestText</name>
    <message numerus="yes">
        <source>%Ln web searches</source>
        <translation>
            <numerusform>%Ln web search</numerusform>
            <numerusform>%Ln web searches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RouteText</name>
    <message numerus="yes">
        <source>%1, after %Ln choices</source>
        <translation>
            <numerusform>%1, after %Ln choice</numerusform>
            <numerusform>%1, after %Ln choices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message numerus="yes">
        <source>%Ln requests of models without a price are not in the cost.</source>
        <translation>
            <numerusform>%Ln request of a model without a price is not in the cost.</numerusform>
            <numerusform>%Ln requests of models without a price are not in the cost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::AccountActivity</name>
    <message numerus="yes">
        <source>None among the latest %Ln requests of all accounts.</source>
        <translation>
            <numerusform>Not the latest request of all accounts, either.</numerusform>
            <numerusform>None among the latest %Ln requests of all accounts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::AccountStep</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and 1 more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::ExportDialog</name>
    <message numerus="yes">
        <source>%Ln accounts exported</source>
        <translation>
            <numerusform>%Ln account exported</numerusform>
            <numerusform>%Ln accounts exported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::ImportDialog</name>
    <message numerus="yes">
        <source>Import %Ln accounts</source>
        <translation>
            <numerusform>Import %Ln account</numerusform>
            <numerusform>Import %Ln accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts added.</source>
        <translation>
            <numerusform>%Ln account added.</numerusform>
            <numerusform>%Ln accounts added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> %Ln were there already.</source>
        <translation>
            <numerusform> %Ln was there already.</numerusform>
            <numerusform> %Ln were there already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> %Ln were left out for their errors.</source>
        <translation>
            <numerusform> %Ln was left out for its errors.</numerusform>
            <numerusform> %Ln were left out for their errors.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::KeptContentsCard</name>
    <message numerus="yes">
        <source>The contents of %Ln requests were deleted.</source>
        <translation>
            <numerusform>The contents of one request were deleted.</numerusform>
            <numerusform>The contents of %Ln requests were deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::MainWindow</name>
    <message numerus="yes">
        <source>%Ln tools wait to sign in</source>
        <translation>
            <numerusform>a tool waits to sign in</numerusform>
            <numerusform>%Ln tools wait to sign in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new programs ask to be allowed</source>
        <translation>
            <numerusform>a new program asks to be allowed</numerusform>
            <numerusform>%Ln new programs ask to be allowed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::RevokeKeyDialog</name>
    <message numerus="yes">
        <source>&amp;Break the %Ln requests that run with it, too</source>
        <translation>
            <numerusform>&amp;Break the request that runs with it, too</numerusform>
            <numerusform>&amp;Break the %Ln requests that run with it, too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::SetupTools</name>
    <message numerus="yes">
        <source>Set up %Ln tools</source>
        <translation>
            <numerusform>Set up 1 tool</numerusform>
            <numerusform>Set up %Ln tools</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::StrandedBanner</name>
    <message numerus="yes">
        <source>%Ln tools point at it: %1. They get answers as long as it runs. Restoring gives their files back what they had before Homeport, and revokes their local keys.</source>
        <translation>
            <numerusform>%Ln tool points at it: %1. It gets answers as long as Homeport runs. Restoring gives its files back what they had before Homeport, and revokes its local key.</numerusform>
            <numerusform>%Ln tools point at it: %1. They get answers as long as it runs. Restoring gives their files back what they had before Homeport, and revokes their local keys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>homeport::UsageExportDialog</name>
    <message numerus="yes">
        <source>%Ln requests so far</source>
        <translation>
            <numerusform>%Ln request so far</numerusform>
            <numerusform>%Ln requests so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests exported</source>
        <translation>
            <numerusform>%Ln request exported</numerusform>
            <numerusform>%Ln requests exported</numerusform>
        </translation>
    </message>
</context>
</TS>
