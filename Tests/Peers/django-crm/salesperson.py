"""What a salesperson does with the CRM, through its own pages; runs inside the CRM's environment.

    salesperson.py ACTION '{"name": "value"}'        the result is one line of JSON

Pages are filled in as a browser does: what stands in a form is sent back, with what was changed.
"""

import contextlib
import datetime
import json
import os
import pathlib
import re
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm_settings")
import django  # noqa: E402

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from common.models import Reminder  # noqa: E402
from crm.models import ClosingReason, Company, Contact, Country, Currency, Deal, Lead, Product, Request  # noqa: E402
from tasks.models import Memo  # noqa: E402

# Pages then keep the form that they show.
setup_test_environment()

#: The user whom the CRM's own setupdata makes.
SALES = "IamSALES"


class PageError(Exception):
    """A page did not take what was entered; the text says what it answered."""


def person():
    """A browser in which the salesperson is logged in."""
    client = Client()
    client.force_login(User.objects.get(username=SALES))
    return client


def entries(form, name=None):
    """What a browser would send for a form as it stands."""
    for field in form:
        value = field.value()
        widget = field.field.widget
        if hasattr(widget, "decompress") and hasattr(widget, "widgets_names"):
            for part, suffix in zip(widget.decompress(value), widget.widgets_names):
                yield field.html_name + suffix, "" if part is None else str(part)
        elif isinstance(value, bool):
            if value:
                yield field.html_name, "on"
        elif isinstance(value, (list, tuple)) or hasattr(value, "all"):
            members = value.all() if hasattr(value, "all") else value
            yield field.html_name, [str(getattr(one, "pk", one)) for one in members]
        elif value is not None and not hasattr(value, "read"):
            yield field.html_name, str(getattr(value, "pk", value))


def submit(client, address, changes, button="_save"):
    """Opens a page, changes some of its entries, presses a button."""
    page = client.get(address)
    if page.status_code != 200:
        raise PageError(f"{address} gives {page.status_code}")
    sent = dict(entries(page.context["adminform"].form))
    for inline in page.context["inline_admin_formsets"]:
        sent.update(entries(inline.formset.management_form))
        for form in inline.formset.initial_forms:
            sent.update(entries(form))
    for name, value in changes.items():
        sent[name] = value
    sent[button] = "1"
    answer = client.post(address, sent)
    if answer.status_code != 302:
        said = []
        if answer.context and "errors" in answer.context:
            said.append(re.sub(r"<[^>]+>", " ", str(answer.context["errors"])))
        raise PageError(f"{address} did not take it: {said or answer.status_code}")
    return answer


# Leads and customers


def enter_lead(name, first_name, last_name, email, phone, street, zip, city, country="Germany", company_email="",
               website="", note="", convert=True):
    """Enters a lead on the page for leads. Then converts it, on its page, into a company and its contact person."""
    client = person()
    submit(client, reverse("site:crm_lead_add"), {
        "first_name": first_name, "last_name": last_name, "email": email, "phone": phone, "company_name": name,
        "company_email": company_email or email, "website": website, "address": f"{street}\n{zip} {city}",
        "country": str(Country.objects.get(name=country).pk), "description": note})
    lead = Lead.objects.latest("pk")
    if convert:
        return dict(convert_lead(lead.pk), lead=lead.pk)
    return {"lead": lead.pk}


def convert_lead(lead):
    client = person()
    known = Lead.objects.get(pk=lead)
    submit(client, reverse("site:crm_lead_change", args=(lead,)), {}, "_convert")
    if Lead.objects.filter(pk=lead).exists():
        raise PageError(f"lead {lead} was not converted")
    contact = Contact.objects.get(email=known.email, last_name=known.last_name)
    # The page for leads has no number of the switchboard.
    submit(client, reverse("site:crm_company_change", args=(contact.company_id,)), {"phone": known.phone})
    return {"company": contact.company_id, "contact": contact.pk}


def change_company(company, **fields):
    submit(person(), reverse("site:crm_company_change", args=(company,)), fields)


def change_line(company, label, value):
    """Changes a line such as `Payment terms: NET30` in the description of a company."""
    lines = Company.objects.get(pk=company).description.splitlines()
    changed = [f"{label}: {value}" if line.startswith(f"{label}:") else line for line in lines]
    if changed == lines:
        changed = lines + [f"{label}: {value}"]
    change_company(company, description="\n".join(changed))


# Deals


def enter_product(name, price, currency="EUR"):
    # Products are entered by the administration.
    return Product.objects.get_or_create(
        name=name, defaults=dict(
            price=price, currency=Currency.objects.get(name=currency),
            department=User.objects.get(username=SALES).groups.get(name="Global sales")))[0].pk


def open_deal(title, company=None, lead=None):
    """Enters a request of a company or a lead, and makes a deal of it with the button of its page."""
    client = person()
    party = Contact.objects.filter(company=company).first() if company else Lead.objects.get(pk=lead)
    kind = "contact" if company else "lead"
    submit(client, reverse("site:crm_request_add"), {
        "request_for": title, "first_name": party.first_name, "last_name": party.last_name, "email": party.email,
        "country": str(party.country_id), kind: str(party.pk), "receipt_date": datetime.date.today().isoformat()})
    request = Request.objects.latest("pk")
    submit(client, reverse("site:crm_request_change", args=(request.pk,)), {}, "_create-deal")
    request.refresh_from_db()
    if not request.deal_id:
        raise PageError(f"no deal was made of request {request.pk}")
    return request.deal_id


def win_deal(title, products, company=None, lead=None, currency="EUR", amount=None):
    """`products` are name, quantity and net price of one. The deal gets them and its amount, what they come to if nothing
    else is said, and is closed as won."""
    deal = open_deal(title, company, lead)
    client = person()
    address = reverse("site:crm_deal_change", args=(deal,))
    money = str(Currency.objects.get(name=currency).pk)
    changes = {"currency": money, "next_step": "Deliver", "next_step_date": datetime.date.today().isoformat()}
    total = 0
    for index, product in enumerate(products):
        price = round(product["quantity"] * float(product["price"]), 2)
        total += price
        fields = {"product": str(enter_product(product["name"], product["price"], currency)), "id": "", "deal": str(deal),
                  "quantity": str(product["quantity"]), "amount": f"{price:.2f}", "currency": money}
        if "day" in product:
            fields["shipping_date"] = product["day"]
        changes.update({f"output_set-{index}-{name}": value for name, value in fields.items()})
    changes["output_set-TOTAL_FORMS"] = str(len(products))
    changes["amount"] = amount or f"{total:.2f}"
    won = ClosingReason.objects.get(success_reason=True, department=Deal.objects.get(pk=deal).department)
    changes["closing_reason"] = str(won.pk)
    submit(client, address, changes)
    closed = Deal.objects.get(pk=deal)
    if closed.active or not closed.win_closing_date:
        raise PageError(f"deal {deal} was not closed as won")
    return deal


# Export and import, with the two commands that Django has for it


MODELS = ["crm.company", "crm.contact", "crm.city", "crm.deal", "crm.product", "crm.output"]


def export(file):
    """The file appears whole: it is written under a name that is passed over, then renamed."""
    place = pathlib.Path(file)
    part = place.with_name(f".{place.name}.part")
    call_command("dumpdata", *MODELS, format="xml", indent=2, use_natural_foreign_keys=True, output=str(part), verbosity=0)
    part.rename(place)


def load(folder):
    """Imports every document that lies there, in the order of its names, and takes it away. One that loaddata refuses
    goes to the folder `refused`, with what it said beside it."""
    taken, refused = [], []
    folder = pathlib.Path(folder)
    for file in sorted(folder.glob("*.xml")):
        if not file.read_bytes().lstrip().startswith(b"<?xml") or b"<django-objects" not in file.read_bytes():
            continue
        try:
            call_command("loaddata", str(file), verbosity=0)
        except Exception as error:  # whatever it is, it is the answer to this document
            (folder / "refused").mkdir(exist_ok=True)
            file.rename(folder / "refused" / file.name)
            (folder / "refused" / f"{file.name}.txt").write_text(f"{error}\n")
            refused.append(f"{file.name}: {error}")
        else:
            file.unlink()
            taken.append(file.name)
    return {"taken": taken, "refused": refused}


# What a salesperson sees


def company(company):
    client = person()
    page = client.get(reverse("site:crm_company_change", args=(company,)))
    if page.status_code != 200:
        raise PageError(f"the page of company {company} gives {page.status_code}")
    form = page.context["adminform"].form
    names = ("full_name", "registration_number", "phone", "email", "website", "address", "description", "owner",
             "department", "type", "lead_source", "district", "industry", "tags", "massmail", "disqualified", "was_in_touch", "country")
    seen = {}
    for name in names:
        value = form[name].value() if name in form.fields else None
        seen[name] = sorted(getattr(one, "pk", one) for one in value) if isinstance(value, (list, tuple)) else value
    known = Company.objects.get(pk=company)
    return dict(seen, token=known.token, created=known.creation_date.isoformat())


def lines(company, label):
    text = Company.objects.get(pk=company).description
    found = re.search(rf"^{re.escape(label)}: *(.*)$", text, re.M)
    return found.group(1).strip() if found else None


def memos(deal):
    """The office memos of a deal, as their pages show them."""
    client = person()
    seen = []
    for memo in Memo.objects.filter(deal=deal):
        page = client.get(reverse("site:tasks_memo_change", args=(memo.pk,)))
        if page.status_code != 200:
            raise PageError(f"the page of memo {memo.pk} gives {page.status_code}")
        seen.append({"name": memo.name, "description": memo.description, "stage": memo.stage})
    return seen


def reminders(company):
    """The reminders of a company in the salesperson's own list."""
    kind = ContentType.objects.get_for_model(Company)
    client = person()
    seen = []
    for reminder in client.get(reverse("site:common_reminder_changelist")).context["cl"].queryset:
        page = client.get(reverse("site:common_reminder_change", args=(reminder.pk,)))
        if page.status_code != 200:
            raise PageError(f"the page of reminder {reminder.pk} gives {page.status_code}")
        if (reminder.content_type_id, reminder.object_id) == (kind.pk, company):
            seen.append({"subject": reminder.subject, "description": reminder.description})
    return seen


def payments(deal):
    """The payments of a deal, as their list and their pages show them."""
    client = person()
    seen = []
    listed = client.get(reverse("site:crm_payment_changelist"))
    if listed.status_code != 200:
        raise PageError(f"the list of payments gives {listed.status_code}")
    for payment in listed.context["cl"].queryset.filter(deal=deal):
        page = client.get(reverse("site:crm_payment_change", args=(payment.pk,)))
        if page.status_code != 200:
            raise PageError(f"the page of payment {payment.pk} gives {page.status_code}")
        seen.append({"invoice": payment.invoice_number, "order": payment.order_number, "amount": str(payment.amount),
                     "status": payment.status})
    return seen


ACTIONS = [enter_lead, convert_lead, change_company, change_line, enter_product, open_deal, win_deal, export, load, company,
           lines, memos, reminders, payments]


def main():
    actions = {action.__name__: action for action in ACTIONS}
    # The CRM's own modules print now and then; the result must stand alone.
    with contextlib.redirect_stdout(sys.stderr):
        result = actions[sys.argv[1]](**json.loads(sys.argv[2]))
    print(json.dumps(result, default=str), flush=True)
    # The CRM starts threads for mailboxes and exchange rates that would go on.
    os._exit(0)


if __name__ == "__main__":
    main()
