"""The ERP's side: what a company that runs Tryton has its own people write to exchange files, and what its clerks do
with the client. Runs in Tryton's environment, in one process with the server, through proteus.

    erp.py ACTION '{"name": "value"}'        the result is one line of JSON

TRYTOND_CONFIG names the configuration with the folder of the database, whose name is always `erp`. Nothing in here
knows of Kontor: there is a folder with what comes, and one for what goes.
"""

import contextlib
import datetime
import json
import pathlib
import sys

from proteus import Model, Wizard, config

import customers
import documents
import orders

#: What clerks answer with "yes" in the client stops a program otherwise.
SESSION = config.set_trytond("sqlite:///erp")
SESSION.skip_warning = True


def exchange(incoming, outgoing, since):
    """What is started every few minutes."""
    return {"taken": take(incoming, outgoing), "sent": send(outgoing, since)}


def take(incoming, outgoing):
    """Imports every document, in the order of names, and takes it away. What cannot be booked is answered with the
    reason; either way there is one answer to each."""
    done = []
    for path in sorted(pathlib.Path(incoming).glob("*.xml")):
        root = documents.parse(path)
        kind = documents.local(root)
        if kind == "Records":
            customers.take(root, outgoing)
        elif kind == "Order":
            orders.take(root, outgoing)
        else:
            # Answers to the own files: a person may read them, there is nothing to book.
            kind = "answer"
        done.append(kind)
        path.rename(documents.room(incoming, "imported") / path.name)
    return done


def send(outgoing, since):
    """Writes what changed by hand since the last time: customers, and where orders stand."""
    state = pathlib.Path(since)
    known = json.loads(state.read_text()) if state.exists() else {}
    records = customers.changed(known) + orders.changed(known)
    if records:
        documents.put_exchange(outgoing, records)
    # After the file: a second file with the same content is harmless, one that is never written is not.
    state.write_text(json.dumps(known))
    return len(records)


# What clerks do in the client


def change_phone(number, value):
    party = customers.by_number(number)
    phone, = (m for m in party.contact_mechanisms if (m.type, m.name) == ("phone", "main"))
    phone.value = value
    phone.save()


def change_payment_term(number, name):
    party = customers.by_number(number)
    party.customer_payment_term, = Model.get("account.invoice.payment_term").find([("name", "=", name)])
    party.save()


def bill(order, days_ago, outgoing):
    """Posts the invoice of an order, and sends what edocument_ubl makes of it."""
    sale = orders.by_reference(order)
    invoice, = sale.invoices
    invoice.invoice_date = datetime.date.today() - datetime.timedelta(days=days_ago)
    invoice.save()
    invoice.click("post")
    document = documents.invoice(SESSION, invoice, customers.keys(invoice.party))
    documents.put(outgoing, f"invoice-{invoice.number}.xml", document)
    return invoice.number


def dun(outgoing):
    """A dunning run: one reminder for each customer and level. Tryton has no numbers for them, so they get that of the
    first line and the level."""
    run = Wizard("account.dunning.create")
    run.form.date = datetime.date.today()
    run.execute("create_")
    drafts = Model.get("account.dunning").find([("state", "=", "draft")])
    written = []
    for (party, level), lines in grouped(drafts):
        number = f"M-{lines[0].id}-{level}"
        document = documents.reminder(number, customers.keys(party), level, lines)
        documents.put(outgoing, f"reminder-{number}.xml", document)
        written.append(number)
    if drafts:
        Wizard("account.dunning.process", drafts).execute("process")
    return written


def grouped(drafts):
    groups = {}
    for dunning in drafts:
        _, lines = groups.setdefault((dunning.party.id, dunning.level.id), (dunning, []))
        lines.append(dunning)
    return [((first.party, first.level.sequence), lines) for first, lines in groups.values()]


# What stands in the client


def party(number):
    found = customers.by_number(number)
    address = found.addresses[0]
    return {
        "name": found.name,
        "number": found.code,
        "street": f"{address.street_name} {address.building_number}",
        "city": f"{address.postal_code} {address.city}",
        "country": address.country.code,
        "contacts": {f"{m.type} {m.name}": m.value for m in found.contact_mechanisms},
        "payment_term": found.customer_payment_term.name if found.customer_payment_term else None,
    }


def parties():
    """Numbers of all customers: not of the company itself."""
    own = {company.party.id for company in Model.get("company.company").find([])}
    return sorted(found.code for found in Model.get("party.party").find([]) if found.id not in own)


def sales():
    return [
        {"order": sale.reference, "number": sale.number, "customer": sale.party.code, "state": sale.state,
         "net": str(sale.untaxed_amount), "lines": [[line.product.code, line.quantity, str(line.unit_price)]
                                                    for line in sale.lines]}
        for sale in Model.get("sale.sale").find([], order=[("id", "ASC")])]


ACTIONS = [exchange, change_phone, change_payment_term, bill, dun, party, parties, sales]


def main():
    actions = {action.__name__: action for action in ACTIONS}
    with contextlib.redirect_stdout(sys.stderr):
        result = actions[sys.argv[1]](**json.loads(sys.argv[2]))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
