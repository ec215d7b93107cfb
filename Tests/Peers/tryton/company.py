"""Makes the company that the ERP is run for, with proteus, as its administrator would with the client: run in
Tryton's own environment with the path of an empty database that has the modules."""

import datetime
import sys
from decimal import Decimal

from proteus import Model, config
from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, create_tax, get_accounts
from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences
from trytond.modules.company.tests.tools import create_company, get_company
from trytond.modules.currency.tests.tools import get_currency

#: Article, name, list price. Whatever a seller of machines has.
ARTICLES = [
    ("PUMP-200", "Kreiselpumpe 200", Decimal("249.00")),
    ("SEAL-8", "Gleitringdichtung 8 mm", Decimal("12.50")),
    ("HOUR", "Monteurstunde", Decimal("86.00")),
]

#: Names of payment terms, and the days after which the whole amount is due.
PAYMENT_TERMS = [("NET0", 0), ("NET14", 14), ("NET30", 30), ("NET60", 60)]

#: Days overdue at which each reminder goes out.
DUNNING_LEVELS = [5, 20, 40]

COUNTRIES = [("DE", "Germany"), ("AT", "Austria"), ("CH", "Switzerland")]


def main(database):
    config.set_trytond(f"sqlite:///{database}")
    Country = Model.get("country.country")
    for code, name in COUNTRIES:
        Country(code=code, name=name).save()
    party = Model.get("party.party")(name="Nordhandel GmbH")
    party.save()
    address, = party.addresses
    address.street_name, address.building_number = "Kaiserkai", "12"
    address.postal_code, address.city = "20457", "Hamburg"
    address.country, = Country.find([("code", "=", "DE")])
    address.save()
    party.reload()
    party.identifiers.new(type="eu_vat", code="DE136695976")
    party.save()
    create_company(party=party, currency=get_currency("EUR"))
    company = get_company()
    create_chart(company)
    # Wide enough for an invoice of some months ago, which is what a dunning run is about.
    today = datetime.date.today()
    year = create_fiscalyear(company, (today - datetime.timedelta(days=200), today + datetime.timedelta(days=100)))
    set_fiscalyear_invoice_sequences(year).click("create_period")
    articles(company)
    payment_terms()
    dunning()
    sales()


def articles(company):
    accounts = get_accounts(company)
    tax = create_tax(Decimal(".19"), company)
    tax.name = tax.description = "USt 19 %"
    tax.unece_code, tax.unece_category_code = "VAT", "S"
    tax.save()
    category = Model.get("product.category")(name="Waren", accounting=True)
    category.account_expense, category.account_revenue = accounts["expense"], accounts["revenue"]
    category.customer_taxes.append(tax)
    category.save()
    unit, = Model.get("product.uom").find([("name", "=", "Unit")])
    for code, name, price in ARTICLES:
        template = Model.get("product.template")(name=name, code=code, default_uom=unit, type="goods", salable=True)
        template.list_price, template.account_category = price, category
        template.save()


def payment_terms():
    for name, days in PAYMENT_TERMS:
        term = Model.get("account.invoice.payment_term")(name=name)
        line = term.lines.new(type="remainder")
        line.relativedeltas.new(days=days)
        term.save()


def dunning():
    procedure = Model.get("account.dunning.procedure")(name="Mahnwesen")
    for sequence, days in enumerate(DUNNING_LEVELS):
        procedure.levels.new(sequence=sequence, overdue=datetime.timedelta(days=days))
    procedure.save()
    configuration = Model.get("account.configuration")(1)
    configuration.default_dunning_procedure = procedure
    configuration.save()


def sales():
    """Invoices are made from shipped goods or from the order; here from the order, which needs no stock."""
    configuration = Model.get("sale.configuration")(1)
    configuration.sale_invoice_method = "order"
    configuration.save()


if __name__ == "__main__":
    main(sys.argv[1])
