"""Orders from a file: what a platform's console exports as CSV, read into order events. No I/O: bytes in.

`read_orders` is the way in; `FIELDS` are what a column of a table of one's own may be mapped to.
"""

from connectors.orderfile.layouts import FIELDS, LAYOUTS, Layout, own_layout
from connectors.orderfile.reading import OrderFile, Unreadable, read_orders
from connectors.orderfile.sales import Sale

__all__ = ["FIELDS", "LAYOUTS", "Layout", "OrderFile", "Sale", "Unreadable", "own_layout", "read_orders"]
