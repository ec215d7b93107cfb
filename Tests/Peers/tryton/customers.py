"""Customers: from and to the canonical exchange. Tryton's own data XML is no way to bring them: see README.md."""

import hashlib

from proteus import Model
from trytond.exceptions import UserError

import documents
from documents import X, element

#: Canonical contact points and what Tryton calls them; their use is the name of the contact mechanism.
MECHANISMS = {"Phone": "phone", "Mobile": "mobile", "Fax": "fax", "Email": "email", "Web": "website"}
ADDRESS_FIELDS = [("StreetName", "street_name"), ("BuildingNumber", "building_number"),
                  ("AdditionalStreetName", "building_name"), ("PostalZone", "postal_code"), ("CityName", "city")]


def by_number(number):
    return next(iter(Model.get("party.party").find([("code", "=", number)])), None)


def by_crm_id(crm_id):
    """A party is known elsewhere by an identifier of no type, which belongs to no address."""
    found = Model.get("party.identifier").find([("type", "=", None), ("address", "=", None), ("code", "=", crm_id)])
    return found[0].party if found else None


def keys(party):
    """The CRM's id, or None, and the customer number."""
    own = [i.code for i in party.identifiers if i.type is None and i.address is None]
    return (own[0] if own else None), party.code


def take(root, outgoing):
    answers = []
    for record in root.iterfind(f"{X}Customer"):
        key = record.findtext(f"{X}CrmId") or record.findtext(f"{X}ErpNumber")
        try:
            party = book(record)
        except UserError as error:
            answers.append(confirmation(key, "refused", Text=error.message))
        else:
            answers.append(confirmation(key, "imported", AssignedKey=party.code))
    if answers:
        documents.put_exchange(outgoing, answers)


def confirmation(key, outcome, **rest):
    fields = [element("Entity", "Customer"), element("Key", key), element("Outcome", outcome)]
    fields += [element(name, value) for name, value in rest.items()]
    return element("Confirmation", fields, changed=documents.now())


def book(record):
    """Creates the party or changes it. What the record does not name stays as it is; what is empty in it goes."""
    crm_id, number = record.findtext(f"{X}CrmId"), record.findtext(f"{X}ErpNumber")
    party = (by_number(number) if number else None) or (by_crm_id(crm_id) if crm_id else None)
    if not party:
        party = Model.get("party.party")(name=record.findtext(f"{X}Name"))
        if crm_id:
            party.identifiers.new(code=crm_id)
    party.name = record.findtext(f"{X}Name")
    term = record.findtext(f"{X}PaymentTerms")
    if term:
        party.customer_payment_term, = Model.get("account.invoice.payment_term").find([("name", "=", term)]) or [None]
    tax = record.findtext(f"{X}VatId")
    if tax and not any(i.type == "eu_vat" for i in party.identifiers):
        party.identifiers.new(type="eu_vat", code=tax)
    party.save()
    for address in record.iterfind(f"{X}Address"):
        put_address(party, address)
    for kind, type in MECHANISMS.items():
        for point in record.iterfind(f"{X}{kind}"):
            put_mechanism(party, type, point.get("use"), (point.text or "").strip())
    party.reload()
    return party


def put_address(party, record):
    name = f"{record.get('type')}:{record.get('id')}"
    party.reload()
    known = [a for a in party.addresses if any(i.code == name for i in a.identifiers)]
    # A new party has an empty address.
    blank = [a for a in party.addresses if not a.identifiers and not a.city]
    address = (known or blank or [Model.get("party.address")(party=party)])[0]
    address.party_name = record.findtext(f"{X}Name")
    for theirs, ours in ADDRESS_FIELDS:
        setattr(address, ours, record.findtext(f"{X}{theirs}"))
    address.country, = Model.get("country.country").find([("code", "=", record.findtext(f"{X}Country"))]) or [None]
    if not known:
        # Saved first: proteus sends the street as a whole for a new address, and Tryton refuses both at once.
        address.save()
        Model.get("party.identifier")(party=party, address=address, code=name).save()
    else:
        address.save()


def put_mechanism(party, type, use, value):
    known = [m for m in party.contact_mechanisms if (m.type, m.name) == (type, use)]
    if not value:
        for mechanism in known:
            mechanism.delete()
    else:
        mechanism = known[0] if known else Model.get("party.contact_mechanism")(party=party, type=type, name=use)
        mechanism.value = value
        mechanism.save()


# To the CRM


def changed(known):
    """Customers who are not as they were when `known` was written; it then says how they are now."""
    records = []
    own = {company.party.id for company in Model.get("company.company").find([])}
    for party in Model.get("party.party").find([]):
        if party.id in own:
            continue
        record = canonical(party)
        digest = hashlib.sha256(documents.text(record)).hexdigest()
        if known.get(f"party {party.code}") != digest:
            record.set("changed", documents.now())
            records.append(record)
        known[f"party {party.code}"] = digest
    return records


def canonical(party):
    """Without the time of change, which is what the digest is to do without."""
    crm_id, number = keys(party)
    fields = [element("CrmId", crm_id)] if crm_id else []
    fields += [element("ErpNumber", number), element("Stage", "customer"), element("Kind", "organisation"),
               element("Name", party.name)]
    for address in party.addresses:
        for identifier in address.identifiers:
            type, _, id = identifier.code.partition(":")
            parts = [element("Name", address.party_name)] if address.party_name else []
            parts += [element(theirs, getattr(address, ours)) for theirs, ours in ADDRESS_FIELDS
                      if getattr(address, ours)]
            parts += [element("Country", address.country.code)]
            fields.append(element("Address", parts, type=type, id=id))
    for kind, type in MECHANISMS.items():
        fields += [element(kind, m.value, use=m.name) for m in party.contact_mechanisms if m.type == type and m.name]
    fields += [element("VatId", i.code) for i in party.identifiers if i.type == "eu_vat"]
    if party.customer_payment_term:
        fields.append(element("PaymentTerms", party.customer_payment_term.name))
    return element("Customer", fields)
