"""The attachments and pictures of products, by their keys in the extended list of products."""

from __future__ import annotations

from typing import Annotated, Final

from netvisor.declare import Carries, Const, Many, reply
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items

BASE64: Final = Const("Base64")
"""The attribute `type="Base64"` of the content of a file."""


@reply
class ProductAttachment:
    """An attachment of a product with its content."""

    netvisor_key: int | None
    mime_type: str | None
    file_name: str | None
    attachment_data: Annotated[bytes | None, Carries("type", BASE64)]


@reply
class ProductAttachments:
    """The attachments that were asked for."""

    attachment: Many[ProductAttachment]


@reply
class GetProductAttachmentReply:
    """The answer of getproductattachment.nv."""

    product_attachments: ProductAttachments | None


@reply
class ProductImage:
    """A picture of a product with its content. The answer does not tell its Netvisor key."""

    mime_type: str | None
    title: str | None = None
    """Caption."""
    file_name: str | None
    image_data: Annotated[bytes | None, Carries("type", BASE64)]


@reply
class ProductImages:
    """The pictures that were asked for."""

    product_image: Many[ProductImage]


@reply
class GetProductImageReply:
    """The answer of getproductimage.nv."""

    product_images: ProductImages | None


GETPRODUCTATTACHMENT = Endpoint(
    resource="getproductattachment.nv",
    http="GET",
    title="Get attachments of products",
    reply=GetProductAttachmentReply,
    limits="an answer of at most 50 MB",
)
GETPRODUCTIMAGE = Endpoint(
    resource="getproductimage.nv",
    http="GET",
    title="Get pictures of products",
    reply=GetProductImageReply,
    limits="an answer of at most 50 MB",
    gaps="the answer does not hold the keys of the pictures; no resource that writes pictures is documented",
)


@GETPRODUCTATTACHMENT.register
def get_product_attachments(
    product_attachment_netvisor_keys: Annotated[
        Many[int], Param("NetvisorKeys of the attachments, from extendedproductlist.nv")
    ],
) -> Call[list[ProductAttachment]]:
    """Get attachments of products with their content; an answer is at most 50 MB."""
    gives = items(ProductAttachment, GetProductAttachmentReply, "product_attachments.attachment")
    return GETPRODUCTATTACHMENT.call(get_product_attachments, locals(), gives)


@GETPRODUCTIMAGE.register
def get_product_images(
    product_image_netvisor_keys: Annotated[
        Many[int], Param("NetvisorKeys of the pictures, from extendedproductlist.nv")
    ],
) -> Call[list[ProductImage]]:
    """Get pictures of products with their content; an answer is at most 50 MB and does not tell their keys."""
    gives = items(ProductImage, GetProductImageReply, "product_images.product_image")
    return GETPRODUCTIMAGE.call(get_product_images, locals(), gives)
