"""Every control a keyboard can reach must have a name a screen reader can say."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def unnamed(window):
    """The focusable widgets in `window` that a screen reader would announce as nothing."""
    buddies = {label.buddy() for label in window.findChildren(QLabel) if label.buddy()}
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.window() is window.window()  # not the list that a choice drops down
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and widget not in buddies
    ]


def spoken_as_nothing(window):
    """The same question, asked of the tree that screen readers are given."""
    asked = [
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.EditableText,
        QAccessible.Role.ComboBox,
        QAccessible.Role.List,
        QAccessible.Role.Table,
        QAccessible.Role.Tree,
        QAccessible.Role.SpinBox,
        QAccessible.Role.ProgressBar,
    ]
    found = []

    def walk(interface):
        widget = interface.object()
        is_inner = isinstance(widget, QWidget) and widget.objectName().startswith("qt_")
        is_shown = not isinstance(widget, QWidget) or widget.isVisibleTo(window)
        if (
            interface.role() in asked
            and is_shown
            and not is_inner
            and not interface.text(QAccessible.Text.Name)
        ):
            found.append(widget)
        for place in range(interface.childCount()):
            child = interface.child(place)
            if child is not None:
                walk(child)

    walk(QAccessible.queryAccessibleInterface(window))
    return found


def letters_taken_twice(page):
    """The underlined letters that two visible buttons or labels of `page` share."""
    texts = [
        widget.text()
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLabel)
        and widget.isVisibleTo(page)
        and (isinstance(widget, QAbstractButton) or widget.buddy())
    ]
    letters = Counter(
        text.replace("&&", "")[text.replace("&&", "").index("&") + 1].casefold()
        for text in texts
        if "&" in text.replace("&&", "")
    )
    return sorted(letter for letter, count in letters.items() if count > 1)


def tab_order(qtbot, window, start):
    """The widgets that Tab goes through from `start`, until it comes round."""
    start.setFocus()
    order = [window.focusWidget()]
    for _step in range(200):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is order[0]:
            return order
        order.append(now)
    raise AssertionError("Tab does not come round")
