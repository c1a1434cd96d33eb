"""JSON instead of XML: for people and other programs to write messages and read answers.

The JSON mirrors the XML: elements with children are objects, repeated elements are lists, nothing is flattened or
renamed. The pieces are `netvisor.codec.json_text` (text to plain values), `json_message` and `json_reply`.
"""

from __future__ import annotations

from netvisor.codec.json_message import message_from_json, message_to_json
from netvisor.codec.json_reply import reply_to_json
from netvisor.codec.json_text import Places, load_json, places, with_places

__all__ = ["Places", "load_json", "message_from_json", "message_to_json", "places", "reply_to_json", "with_places"]
