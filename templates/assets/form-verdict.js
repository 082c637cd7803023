"use strict";
// Conditions and constraints judged in the browser as the program judges them (src/model/answers: verdict, person): the
// same vectors hold both. Nothing here touches the page.
(() => {
  const { names } = formpress;
  const { day, iso } = formpress.rules;
  // -9999-01-01 and 9999-12-31, the ends of the program's calendar.
  const [FIRST_DAY, LAST_DAY] = [-4371587, 2932896];

  // Judging: three-valued after Kleene, null where nobody knows.

  /** What a calculation comes to, where it is exact: nobody knows what a larger number is. */
  const figure = (value) => (Math.abs(value) <= 2 ** 53 ? { type: "number", value } : null);

  const truth = (value) => ({ type: "truth", value });
  const isText = (node, words) => node[0] === "text" && node[1] === words;

  function asked(node, sheet) {
    if (node[0] === "own") return { answer: sheet.answers.get(sheet.own) };
    if (node[0] !== "answer") return null;
    const inRow = sheet.row && sheet.answers.get(names.inRow(sheet.row, node[1]));
    return { answer: inRow || sheet.answers.get(node[1]) };
  }

  function verdict(node, sheet) {
    const value = worth(node, sheet);
    return value?.type === "truth" ? value.value : null;
  }

  const answered = (node, sheet) => {
    const { answer } = asked(node, sheet);
    return answer ? { type: answer.type === "month" ? "date" : answer.type, value: answer.value } : null;
  };
  const chosen = (node, sheet) => {
    const answer = asked(node, sheet)?.answer;
    return answer?.type === "chosen" ? answer.value : null;
  };
  const literal = ([type, value]) => ({ type, value });
  const connective =
    (decides) =>
    ([, left, right], sheet) => {
      const [a, b] = [verdict(left, sheet), verdict(right, sheet)];
      if (a === decides || b === decides) return truth(decides);
      return a === null || b === null ? null : truth(!decides);
    };
  const equality =
    (wanted) =>
    ([, left, right], sheet) => {
      const same = equal(left, right, sheet);
      return same === null ? null : truth(same === wanted);
    };
  const comparison =
    (holds) =>
    ([, left, right], sheet) => {
      const order = ordering(worth(left, sheet), worth(right, sheet));
      return order === null ? null : truth(holds(order));
    };
  const addition =
    (sign) =>
    ([, left, right], sheet) =>
      sum(sign, worth(left, sheet), worth(right, sheet));
  const product =
    (of) =>
    ([, left, right], sheet) => {
      const [a, b] = [worth(left, sheet), worth(right, sheet)];
      return a?.type === "number" && b?.type === "number" ? figure(of(a.value, b.value)) : null;
    };

  /** What a node comes to, by its first element. */
  const NODES = {
    own: answered,
    answer: answered,
    number: literal,
    text: literal,
    today: (_, sheet) => ({ type: "date", value: sheet.today }),
    not: ([, inner], sheet) => {
      const value = verdict(inner, sheet);
      return value === null ? null : truth(!value);
    },
    selected: ([, of, option], sheet) => {
      const [values, wanted] = [chosen(of, sheet), worth(option, sheet)];
      return values && wanted?.type === "text" ? truth(values.includes(wanted.value)) : null;
    },
    count: ([, of], sheet) => {
      const values = chosen(of, sheet);
      return values && { type: "number", value: values.length };
    },
    regex: ([, of, states], sheet) => {
      const value = worth(of, sheet);
      return value?.type === "text" ? truth(matches(states, value.value)) : null;
    },
    and: connective(false),
    or: connective(true),
    "=": equality(true),
    "!=": equality(false),
    "<": comparison((order) => order < 0),
    "<=": comparison((order) => order <= 0),
    ">": comparison((order) => order > 0),
    ">=": comparison((order) => order >= 0),
    "+": addition(1),
    "-": addition(-1),
    "*": product((a, b) => a * b),
    "/": product((a, b) => a / b),
  };

  /** What a node comes to: a truth, a number, a date, a text or chosen options; null where nobody knows. */
  const worth = (node, sheet) => NODES[node[0]](node, sheet);

  /** Does the whole text match? The states of a pattern are gone through character by character, as
      src/model/pattern.rs does: no text makes that slow. */
  function matches(states, text) {
    const takes = (state, code) => states[state][0].some(([from, to]) => from <= code && code <= to);
    let here = new Set([0]);
    for (const character of text) {
      const code = character.codePointAt(0);
      const next = new Set();
      for (const state of here) for (const to of states[state][1]) if (!next.has(to) && takes(to, code)) next.add(to);
      here = next;
    }
    return [...here].some((state) => states[state][2]);
  }

  function sum(sign, a, b) {
    if (!a || !b) return null;
    if (a.type === "number" && b.type === "number") return figure(a.value + sign * b.value);
    if (a.type === "date" && b.type === "number") {
      const days = a.value + Math.trunc(sign * b.value);
      return days >= FIRST_DAY && days <= LAST_DAY ? { type: "date", value: days } : null;
    }
    if (a.type === "date" && b.type === "date" && sign < 0) return figure(a.value - b.value);
    return null;
  }

  function equal(left, right, sheet) {
    // Whether a question was answered at all is known.
    for (const [question, words] of [
      [left, right],
      [right, left],
    ]) {
      const found = isText(words, "") && asked(question, sheet);
      if (found) return !found.answer;
    }
    const [a, b] = [worth(left, sheet), worth(right, sheet)];
    if (!a || !b) return null;
    const pair = `${a.type} ${b.type}`;
    if (pair === "chosen text") return a.value.length === 1 && a.value[0] === b.value;
    if (pair === "text chosen") return b.value.length === 1 && b.value[0] === a.value;
    if (pair === "chosen chosen") return a.value.join("\n") === b.value.join("\n");
    if (pair === "text text" || pair === "truth truth") return a.value === b.value;
    const order = ordering(a, b);
    return order === null ? null : order === 0;
  }

  function ordering(a, b) {
    if (!a || !b) return null;
    const days = (value) => {
      if (value.type === "date") return value.value;
      const parts = value.type === "text" && /^(\d{4})-(\d{2})-(\d{2})$/.exec(value.value);
      return parts ? day(+parts[1], +parts[2], +parts[3]) : null;
    };
    if (a.type === "number" && b.type === "number") {
      const near = Math.abs(a.value - b.value) <= 1e-9 * Math.max(Math.abs(a.value), Math.abs(b.value), 1);
      return near ? 0 : Math.sign(a.value - b.value);
    }
    if (a.type !== "date" && b.type !== "date") return null;
    const [first, second] = [days(a), days(b)];
    return first === null || second === null ? null : Math.sign(first - second);
  }

  // What the numbers of a person say twice (src/model/answers/person).

  /** The day of birth in an identity number, as its number. */
  const born = (number) => day(+number.slice(6, 10), +number.slice(10, 12), +number.slice(12, 14));

  /** What the numbers of a person say for a question, as it is answered, and of which number that is. */
  function saidOf(person, name, answer, { identity, certificate }) {
    const [number, of] = identity ? [identity, person.identity] : [certificate, person.certificate];
    if (number && name === person.birth) return { of, says: iso(born(number)).slice(0, answer.type === "month" ? 7 : 10) };
    if (number && name === person.sex) return { of, says: number[16] % 2 ? "1" : "2" };
    if (certificate && name === person.kind) return { of: person.certificate, says: certificate[18] };
    if (certificate && name === person.grade) return { of: person.certificate, says: certificate[19] };
    return null;
  }

  /** What is answered that a number may contradict: a day, a month or one option; null if it is something else. */
  function comparable(person, name, answer) {
    if (name === person.birth) return answer.type === "month" || answer.type === "date" ? answer.written : null;
    if (answer.type !== "chosen" || answer.value.length !== 1) return null;
    const [code] = answer.value;
    return name !== person.sex || code === "1" || code === "2" ? code : null;
  }

  /** What contradicts a column's answer, as faults of reading are told; null if nothing does. `title` names a column. */
  function contradiction(person, column, answers, today, title) {
    const { name, asks } = column;
    const answer = answers.get(name);
    if (!answer) return null;
    const text = (of) => (answers.get(of)?.type === "text" ? answers.get(of).value : null);
    const [identity, certificate] = [text(person.identity), text(person.certificate)];
    if ((asks === "id" || asks === "certificate") && born(answer.value) > today) {
      return { fault: "bornLater", says: { birth: answer.value.slice(6, 14), today: iso(today) } };
    }
    if (name === person.certificate && identity && certificate.slice(0, 18) !== identity) {
      return { fault: "otherPerson", says: { value: certificate, of: title(person.identity), number: identity } };
    }
    const said = saidOf(person, name, answer, { identity, certificate });
    const given = comparable(person, name, answer);
    if (!said || given === null || given === said.says) return null;
    const label = (code) => column.options?.find(([value]) => value === code)?.[1] || code;
    return { fault: "numberSaysOtherwise", says: { value: label(given), number: title(said.of), says: label(said.says) } };
  }

  // A rule that fails stops nothing but itself: nobody knows what it comes to, and who asks is told so.

  const broken = new Set();

  function judged(node, sheet) {
    try {
      return verdict(node, sheet);
    } catch (_) {
      broken.add(node);
      return null;
    }
  }

  function contradictedSafely(...all) {
    try {
      return contradiction(...all);
    } catch (_) {
      return null;
    }
  }

  Object.assign(formpress.rules, { verdict: judged, isBroken: (node) => broken.has(node), contradiction: contradictedSafely });
})();
