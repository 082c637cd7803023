"""Right answers for any form, made from what its page tells the script: no label, option or rule is written here."""

from datetime import date, timedelta

from playwright.sync_api import Page

# The example of GB 11643-1999: a woman born on 31 December 1949.
ID_NUMBER = "11010519491231002X"
# What that number and the certificate's below say of her, by what a question is for.
PERSON: dict[str, str | list[str]] = {"sex": ["2"], "birth": "1949-12", "kind": ["4"], "grade": ["3"]}
FIRST_DAY = date(2026, 1, 1)


def data(page: Page) -> dict:
    return page.evaluate("JSON.parse(document.getElementById('form-data').textContent)")


def columns(page: Page) -> list[dict]:
    """What can be answered on the page as it stands, in its order, with the rows it has."""
    return page.evaluate("""formpress.form.names().map((name) => {
      const { column, data } = formpress.form;
      const says = Object.keys(data.derived).find((says) => data.derived[says] === name);
      return { ...column(name), says };
    })""")


def right(columns: list[dict]) -> dict[str, str | list[str]]:
    """An answer for every column. Days follow one another as the columns do, which is what rules between them ask."""
    others = {column["of"]: column["option"] for column in columns if column["asks"] == "other"}
    answers: dict[str, str | list[str]] = {}
    for number, column in enumerate(columns):
        day = FIRST_DAY + timedelta(days=number)
        match column["asks"]:
            case "text" | "other":
                answer = f"内容{number}"
            case "number":
                answer = "12.5" if column.get("decimal") else "3"
            case "date":
                answer = day.isoformat()
            case "month":
                answer = f"{2000 + number // 12}-{number % 12 + 1:02}"
            case "time":
                answer = f"{number % 11 + 1:02}:30"
            case "email":
                answer = f"name{number}@example.cn"
            case "url":
                answer = f"https://www.example.cn/{number}"
            case "phone":
                answer = "027-12345678"
            case "id":
                answer = ID_NUMBER
            case "certificate":
                answer = f"{ID_NUMBER}43"
            case "serial":
                answer = column["pattern"].replace("_", "1")
            case "options":
                first = column["options"][0][0]
                other = others.get(column["name"])
                if column.get("many"):
                    answer = [first] + [other] * (other not in (None, first))
                else:
                    answer = [first]
            case kind:
                raise AssertionError(f"{column['name']} asks for {kind}, which nobody here can answer")
        answers[column["name"]] = PERSON.get(column.get("says") or "", answer)
    return answers


def put(page: Page, answers: dict[str, str | list[str]]):
    """Puts answers into the page at once, as if somebody had typed them."""
    page.evaluate(
        "(answers) => { for (const name in answers) formpress.form.set(name, answers[name]); formpress.form.edited(); }",
        answers,
    )


def read(page: Page) -> dict[str, str | list[str]]:
    """What the page takes for answered: by name, options as lists."""
    return page.evaluate(
        "Object.fromEntries(Array.from(formpress.form.answers().answers, ([name, { type, value, written }]) =>"
        " [name, type === 'chosen' ? value : written]))"
    )


def faults(page: Page) -> list[str]:
    """What the summary of faults says after a check."""
    page.locator("[id='tool:check']").click()
    summary = page.locator("[id='tool:faults']")
    return summary.locator("li").all_inner_texts() if summary.is_visible() else []
