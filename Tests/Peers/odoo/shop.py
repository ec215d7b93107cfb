"""What a company's own people do in Odoo: set it up, import documents from a folder, export customers, look things up.

    shop.py SOCKET ACTION ARGUMENTS      in the environment of Odoo; arguments and answer are JSON
"""

import json
import logging
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

import bygone  # noqa: F401
import odoo
from odoo.tools import config, convert

DATABASE = "shop"
#: The module that the external ids of the exchange belong to.
MODULE = "kontor"


def main():
    socket, action, arguments = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    config.parse_config(["-d", DATABASE, "--db_host", socket, "-r", "odoo", "--without-demo=all", "--data-dir",
                         arguments.pop("files"), "--log-level=critical", *(["-i", "sale"] if action == "set_up" else [])])
    logging.disable(logging.ERROR)
    if action == "set_up":
        odoo.service.db._create_empty_database(DATABASE)
    with odoo.api.Environment.manage():
        registry = odoo.modules.registry.Registry.new(DATABASE, update_module=action == "set_up")
        print("\n" + json.dumps(globals()[action](registry, **arguments)))


def office(cursor):
    return odoo.api.Environment(cursor, odoo.SUPERUSER_ID, {})


def set_up(registry):
    """A company in euros that sells two articles."""
    with registry.cursor() as cursor:
        env = office(cursor)
        euro = env.ref("base.EUR")
        euro.active = True
        env.ref("product.list0").currency_id = euro
        unit = env.ref("product.product_uom_unit")
        for number, price in (("PUMP-200", 259), ("SEAL-9", 4)):
            env["product.product"].create({
                "name": number, "default_code": number, "list_price": price, "uom_id": unit.id, "uom_po_id": unit.id})


def take(registry, folder, done):
    """Imports every document in the order of the names, each for itself. What came of each, by name."""
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.xml")):
        with registry.cursor() as cursor:
            try:
                with odoo.tools.mute_logger("odoo.sql_db", "odoo.tools.convert"), open(path, "rb") as file:
                    convert.convert_xml_import(cursor, MODULE, file, {}, mode="update")
                cursor.commit()
                found[path.name] = "imported"
            except Exception as error:
                cursor.rollback()
                found[path.name] = f"refused: {error}"
        path.rename(pathlib.Path(done) / path.name)
    return found


def orders(registry):
    with registry.cursor() as cursor:
        return [{"order": order.origin, "state": order.state, "customer": order.partner_id.name, "net": order.amount_untaxed,
                 "delivery": order.partner_shipping_id.city, "day": order.date_order[:10],
                 "lines": " ".join(f"{line.product_id.default_code}:{line.product_uom_qty:g}x{line.price_unit:g}"
                                   for line in order.order_line)}
                for order in office(cursor)["sale.order"].search([], order="origin")]


def customers(registry):
    with registry.cursor() as cursor:
        return [{"name": partner.name, "where": f"{partner.street}, {partner.zip} {partner.city}, {partner.country_id.code}",
                 "phone": partner.phone, "persons": " ".join(partner.child_ids.filtered(
                     lambda child: child.type == "contact").mapped("name")),
                 "terms": partner.property_payment_term_id.name}
                for partner in office(cursor)["res.partner"].search([("id", "in", known(cursor))], order="name")]


def known(cursor):
    """Partners without a parent that the exchange brought."""
    env = office(cursor)
    ids = env["ir.model.data"].search([("module", "=", MODULE), ("model", "=", "res.partner")]).mapped("res_id")
    return env["res.partner"].search([("id", "in", ids), ("parent_id", "=", False)]).ids


def confirm(registry, order):
    with registry.cursor() as cursor:
        office(cursor)["sale.order"].search([("origin", "=", order)]).action_confirm()


def change_phone(registry, name, number, phone):
    """Somebody gives the customer its number, and notes another telephone."""
    with registry.cursor() as cursor:
        office(cursor)["res.partner"].search([("name", "=", name)]).write({"phone": phone, "ref": number})


def send(registry, path):
    """All customers that the exchange knows, as Odoo's own kind of data file."""
    with registry.cursor() as cursor:
        env = office(cursor)
        root = ElementTree.Element("odoo")
        for partner in env["res.partner"].browse(known(cursor)):
            data = ElementTree.SubElement(root, "data")
            record(data, partner)
            for child in partner.child_ids:
                record(data, child, parent=partner)
        pathlib.Path(path).write_bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def record(data, partner, parent=None):
    ids = partner._get_external_ids()[partner.id]
    element = ElementTree.SubElement(data, "record", id=ids[0], model="res.partner")

    def field(name, value, **attributes):
        ElementTree.SubElement(element, "field", name=name, **attributes).text = value

    field("name", partner.name or "")
    if parent:
        field("parent_id", None, ref=parent._get_external_ids()[parent.id][0])
        field("type", partner.type)
    else:
        field("is_company", None, eval=str(partner.is_company))
    for name in ("ref", "street", "street2", "zip", "city", "phone", "mobile", "email", "vat", "function"):
        if partner[name]:
            field(name, partner[name])
    if partner.country_id:
        field("country_id", None, ref=partner.country_id._get_external_ids()[partner.country_id.id][0])
    field("write_date", partner.write_date)


main()
