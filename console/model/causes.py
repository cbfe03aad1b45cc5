"""Why a session stopped, in words."""

from connectors.language import Words

CAUSES = {
    "ended": Words("直播结束", "the stream ended"),
    "time": Words("到时结束", "its time was up"),
    "quit": Words("控制台退出", "the console was closed"),
    "signal": Words("程序被终止", "the program was told to stop"),
    "failed": Words("出错中断", "it failed"),
}
