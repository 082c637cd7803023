"use strict";
// Answers read in the browser as the program reads them (src/model/answers and src/model/kind): the same
// vectors hold both. Nothing here touches the page.
(() => {
  const DAY = 864e5;
  const EDGES = /^[\s\u0085\ufeff\u200b\u200e\u202c\u202d]+|[\s\u0085\ufeff\u200b\u200e\u202c\u202d]+$/g;
  /** What stands between the lines of what has one: several telephones are several, a number goes on. */
  const BETWEEN_LINES = { phone: "、", serial: "", id: "", certificate: "" };
  const BETWEEN = /[、，,；;|｜/\n]/;

  const trimmed = (text) => text.replace(EDGES, "");
  const bare = (text) => text.replace(/[\s\u0085]/g, "");
  /** Without the spaces and hyphens of groups. */
  const joined = (text) => bare(text).replace(/-/g, "");
  const count = (text) => Array.from(text).length;

  /** Digits, letters and signs of full width as those of half width. */
  function half(text) {
    return text
      .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(/\u3000/g, " ")
      .replace(/[—–−‐‑]/g, "-");
  }

  /** What a spreadsheet makes of a long number: 4.20106E+17. */
  const isSpoilt = (text) => /^[+-]?(\d+\.?\d*|\.\d+)E\+\d+$/i.test(text);

  const excerpt = (text) => (count(text) > 40 ? `${Array.from(text).slice(0, 40).join("")}……` : text);

  // Signs that nobody means (src/model/answers/signs)

  const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;
  const LINE_ENDS = /[\u000b\u000c\u0085\u2028\u2029]/g;
  const UNSEEN =
    /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff\ufff9-\ufffb\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
  const RADICALS = /[\u2f00-\u2fd5]/g;
  const forHanzi = new Map();

  /** Takes the signs that stand for a hanzi from the page's data: each before its own. */
  function useSigns(text) {
    const signs = Array.from(text);
    for (let at = 0; at < signs.length; at += 2) forHanzi.set(signs[at], signs[at + 1]);
  }

  /** A text as somebody meant it for a column. */
  function cleaned(column, given) {
    const text = given
      .replace(LINE_ENDS, "\n")
      .replace(SPACES, " ")
      .replace(UNSEEN, "")
      .replace(RADICALS, (sign) => sign.normalize("NFKC"))
      .replace(/[\u2e80-\u2eff\ue000-\uf8ff]/g, (sign) => forHanzi.get(sign) || sign);
    const lines = text
      .split(/\r\n?|\n/)
      .map(trimmed)
      .filter(Boolean);
    if (lines.length < 2 || column.lines) return text;
    if (["text", "other"].includes(column.asks)) {
      const latin = lines.some((line, at) => at && /[A-Za-z0-9]$/.test(lines[at - 1]) && /^[A-Za-z0-9]/.test(line));
      return lines.join(latin ? " " : "");
    }
    return column.asks in BETWEEN_LINES ? lines.join(BETWEEN_LINES[column.asks]) : text;
  }

  // Days

  /** A day as its number since 1970, or null where the calendar has none. */
  function day(year, month, date) {
    const time = new Date(Date.UTC(year, month - 1, date));
    const right = time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === date;
    return right ? time.getTime() / DAY : null;
  }

  /** 2026-11-01 */
  const iso = (days) => new Date(days * DAY).toISOString().slice(0, 10);

  function made(year, month, date) {
    return year >= 1800 && year <= 2999 ? day(year, month, date) : null;
  }

  /** 〇 to 九, 十, 二十三 */
  function hanziNumber(text) {
    const number = (signs) => {
      const digits = Array.from(signs, (sign) => "〇一二三四五六七八九".indexOf(sign === "零" || sign === "○" ? "〇" : sign));
      return digits.length > 4 || digits.includes(-1) ? NaN : digits.reduce((sum, digit) => sum * 10 + digit, 0);
    };
    const parts = text.split("十");
    if (text === "" || parts.length > 2) return NaN;
    if (parts.length === 1) return number(text);
    if (count(parts[0]) > 1 || count(parts[1]) > 1) return NaN;
    return (parts[0] === "" ? 1 : number(parts[0])) * 10 + number(parts[1]);
  }

  /** The numbers of a date, year first. */
  function numbers(text) {
    const line = bare(text);
    if (/^\d*$/.test(line)) {
      if (line.length === 8) return [+line.slice(0, 4), +line.slice(4, 6), +line.slice(6)];
      return line.length === 6 ? [+line.slice(0, 4), +line.slice(4)] : [];
    }
    const parts = line.replace(/[日号月]+$/, "").split(/[-/.年月]/);
    const all = parts.map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : hanziNumber(part)));
    return all.every((part) => part >= 0) ? all : [];
  }

  /** The minutes since midnight in China of a time with its zone, 16:00:00.000Z or 09:30+0800; null if it is none. */
  function minutes(time) {
    const clock = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d*)?)?\s*(?:[Zz]|([+-]\d{2}):?(\d{2})?)$/.exec(time);
    if (!clock) return null;
    const [hour, minute, second, hours, more] = clock.slice(1).map((part) => Number(part || 0));
    if (hour > 23 || minute > 59 || second > 59) return null;
    const shift = hours * 60 + (clock[4]?.startsWith("-") ? -more : more);
    return Math.abs(shift) < 26 * 60 ? hour * 60 + minute + second / 60 - shift + 480 : null;
  }

  /** The numbers of a date; with a time in a zone its minutes since midnight in China: null where it is no time. */
  function parts(text) {
    const line = half(text);
    const at = line.includes("T") ? line.indexOf("T") : line.indexOf(" ");
    const split = at >= 0 && (line[at] === "T" || line.slice(at).includes(":"));
    const found = numbers(split ? line.slice(0, at) : line);
    const time = split ? line.slice(at + 1).trim() : "";
    if (!found.length) return null;
    const letters = time.replace(/[^A-Za-z]/g, "").toUpperCase();
    if (!["", "AM", "PM", "Z"].includes(letters)) return "zone";
    if (!/[Zz+-]/.test(time)) return { found, minutes: null };
    const zoned = minutes(time);
    return zoned === null ? null : { found, minutes: zoned };
  }

  /** A day as its number, null if it is none, "zone" if nobody knows which it is. */
  function date(text, ofMonth) {
    const read = parts(text);
    if (!read || read === "zone") return read;
    const [year, month, last] = read.found;
    const short = ofMonth && read.found.length === 2 && read.minutes === null;
    if (read.found.length !== 3 && !short) return null;
    const days = made(year, month, short ? 1 : last);
    if (days === null || read.minutes === null) return days;
    const there = Math.floor(read.minutes / 1440);
    return there === 0 || read.minutes === there * 1440 ? days + there : "zone";
  }

  function month(text) {
    const days = date(text, true);
    if (days === null || days === "zone") return days;
    const there = new Date(days * DAY);
    return made(there.getUTCFullYear(), there.getUTCMonth() + 1, 1);
  }

  /** 08:30 of 8:30, 08:30:00, 8时30分, 8点半, 下午2点, 2:30 PM; null if it is no time of day. */
  function time(text) {
    const said = /^(上午|下午)?(.*?)(AM|PM)?$/.exec(bare(half(text)).toUpperCase());
    const clock = /^(\d{1,2})(?::(\d{2})(?::00)?|[时点](?:整?|半|(\d{1,2})分?))$/.exec(said[2]);
    if (!clock || (said[1] && said[3])) return null;
    const minute = said[2].endsWith("半") ? 30 : Number(clock[2] || clock[3] || 0);
    const part = said[1] || said[3];
    const late = part === "下午" || part === "PM";
    const hour = Number(clock[1]) + (late && clock[1] > 0 && clock[1] < 12 ? 12 : 0);
    // 上午12点 is midnight to some and noon to others.
    const right = hour < 24 && minute < 60 && (!part || hour >= 12 === late);
    return right ? [hour, minute].map((part) => String(part).padStart(2, "0")).join(":") : null;
  }

  // Numbers of persons, and of telephones

  /** The last place of an identity number after the 17 before it (GB 11643-1999, ISO 7064 MOD 11-2). */
  function checkDigit(body) {
    const rest = Array.from(body).reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0);
    const digit = (12 - rest) % 11;
    return digit === 10 ? "X" : String(digit);
  }

  /** The first fault of a citizen's identity number, as a message's name and what it says; null if there is none. */
  function idFault(text) {
    if (count(text) !== 18) return ["idLength", { count: count(text) }];
    if (!/^[0-9]{17}[0-9X]$/.test(text)) return ["idCharacters", {}];
    const birth = text.slice(6, 14);
    const year = +birth.slice(0, 4);
    if (year < 1850 || day(year, +birth.slice(4, 6), +birth.slice(6)) === null) return ["idBirth", { birth }];
    const digit = checkDigit(text.slice(0, 17));
    return text[17] === digit ? null : ["idCheck", { digit }];
  }

  function isCertificate(text, boxes) {
    return text.length >= 20 && text.length <= boxes && /^.{18}[1-7][1-4][A-Z0-9]*$/.test(text) && !idFault(text.slice(0, 18));
  }

  const isBetween = (least, value, most) => least <= value && value <= most;

  /** Are these all the digits of a telephone of this country, by how they begin? */
  function isWhole(digits, hyphens) {
    const length = digits.length;
    if (length === 5) return true;
    if (digits[0] === "1" && length > 1) return length === 11 && /^1[3-9]/.test(digits);
    if (digits[0] === "0") return isBetween(10, length, hyphens > 1 ? 16 : 12);
    return (/^[48]/.test(digits) && length === 10) || isBetween(7, length, 8) || (hyphens > 0 && isBetween(9, length, 12));
  }

  function isPhone(part) {
    const [written, ...extension] = trimmed(part).split("转");
    if (extension.length && !/^\d+$/.test(trimmed(extension.join("转")))) return false;
    const number = written.replace(/^\+/, "");
    if (!/^[\d\- ()（）]*$/.test(number)) return false;
    const digits = number.replace(/\D/g, "");
    return written === number ? isWhole(digits, number.split("-").length - 1) : isBetween(7, digits.length, 15);
  }

  function fits(number, pattern) {
    if (/^_*$/.test(pattern)) return number !== "" && count(number) <= pattern.length;
    const signs = Array.from(number);
    return (
      signs.length === pattern.length &&
      signs.every((sign, at) => (pattern[at] === "_" ? /^[A-Za-z0-9]$/.test(sign) : pattern[at] === sign))
    );
  }

  /** A sheet's number as its pattern has it, with or without the hyphens between its parts; null if it is none. */
  function arranged(number, pattern) {
    if (fits(number, pattern)) return number;
    const signs = Array.from(joined(number));
    const places = Array.from(joined(pattern));
    if (signs.length !== places.length || /^_*$/.test(pattern)) return null;
    const written = Array.from(pattern, (place) => (place === "-" ? "-" : signs.shift())).join("");
    return fits(written, pattern) ? written : null;
  }

  // Reading

  const right = (type, value, written) => ({ answer: { type, value, written } });
  const wrong = (message, value, more) => ({ fault: message, says: Object.assign({ value: excerpt(value) }, more) });

  function number(text, column) {
    const plainText = bare(half(text)).replace(/^[¥￥]/, "");
    const digits = column.unit && plainText.endsWith(column.unit) ? plainText.slice(0, -column.unit.length) : plainText;
    const whole = digits.split(".")[0];
    const grouped =
      !whole.startsWith(",") &&
      whole
        .split(",")
        .slice(1)
        .every((group) => group.length === 3);
    const plain = grouped ? digits.replace(/,/g, "") : digits;
    const parts = /^-?(\d{1,15})(?:\.(\d+))?$/.exec(plain);
    if (!parts) return wrong("notANumber", text, { example: column.decimal ? "1200.5" : "3" });
    if (column.decimal) return right("number", Number(plain), plain);
    if (parts[2] && /[^0]/.test(parts[2])) return wrong("notWhole", text);
    return right("number", Number(plain), plain.split(".")[0]);
  }

  function isMeant(option, text) {
    const [value, label, ...also] = option;
    return (
      text === label ||
      also.includes(text) ||
      half(text) === value ||
      (text.startsWith(value) && trimmed(text.slice(value.length)) === label)
    );
  }

  function options(parts, shown, column) {
    const chosen = new Set();
    for (const part of parts.map(trimmed).filter(Boolean)) {
      const at = column.options.findIndex((option) => isMeant(option, part));
      if (at < 0) {
        const all = column.options.map(([value, label]) => `${value} ${label}`).join("、");
        return wrong("notOffered", part, { options: all });
      }
      chosen.add(at);
    }
    if (!column.many && chosen.size > 1) return wrong("onlyOne", shown, { count: chosen.size });
    if (!chosen.size) return null;
    return right(
      "chosen",
      column.options.filter((_, at) => chosen.has(at)).map(([value]) => value),
    );
  }

  function text(given, column) {
    const words = given.replace(/\r\n?/g, "\n").replace(/\t/g, " ");
    if (isSpoilt(half(words))) return wrong("digitsLost", words);
    if (!column.lines && words.includes("\n")) return wrong("oneLine", words.replace(/\n/g, "⏎"));
    if (column.length && count(words) > column.length) return wrong("tooLong", words, { count: count(words), most: column.length });
    return right("text", words, words);
  }

  function ofCalendar(type, days, words, fault) {
    if (days === "zone") return wrong("timeZone", words);
    return days === null ? wrong(fault, words) : right(type, days, iso(days).slice(0, type === "month" ? 7 : 10));
  }

  function chosen(words, column) {
    const whole = column.options.some((option) => isMeant(option, words));
    return options(whole ? [words] : words.split(BETWEEN), words, column);
  }

  // As HTML's `type=email` takes it, of a domain of at least two labels.
  const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  const EMAIL = new RegExp(`^[\\w.!#$%&'*+/=?^\`{|}~-]+@${LABEL}(?:\\.${LABEL})+$`);
  const email = (line) => (EMAIL.test(line) ? right("text", line, line) : wrong("notAnEmail", line));

  /** A whole address of the web, with a host and nobody's password (src/model/web). */
  function isWeb(text) {
    if (!/^https?:\/\/[^/]/i.test(text) || /[\s\u0085"<>\\`\p{Cc}]/u.test(text)) return false;
    try {
      const { hostname, username, password } = new URL(text);
      return !username && !password && /[^.]/.test(hostname) && !hostname.includes("..");
    } catch (_) {
      return false;
    }
  }

  // A host may hold the sign between two addresses.
  const url = (line) => (isWeb(line) && !line.includes("、") ? right("text", line, line) : wrong("notAUrl", line));

  const phone = (line) => (line.split(/[、，,;；/]/).every(isPhone) ? right("text", line, line) : wrong("notAPhone", line));

  function serial(line, given, { pattern }) {
    const number = arranged(line, pattern);
    return number ? right("text", number, number) : wrong("notASerial", given, { pattern });
  }

  /** In boxes: without spaces and hyphens, upper case. */
  const boxed = (line) => joined(line).replace(/[a-z]/g, (letter) => letter.toUpperCase());

  function certificate(line, given, { boxes }) {
    const number = boxed(line);
    return isCertificate(number, boxes) ? right("text", number, number) : wrong("certificate", given, { boxes });
  }

  function identity(line, given) {
    const number = boxed(line);
    const fault = idFault(number);
    if (!fault) return right("text", number, number);
    // Three zeros at the end are what is left of a number beyond 15 digits.
    const lost = number.endsWith("000") && (fault[0] === "idCheck" || fault[0] === "idBirth");
    return wrong(lost ? "digitsLost" : fault[0], given, fault[1]);
  }

  /** Reads what is no sentence, in half width. */
  const inHalf = (reader) => (given, column) => {
    const line = half(given);
    return isSpoilt(line) ? wrong("digitsLost", line) : reader(line, given, column);
  };

  /** How words are read, by what a column asks for. */
  const READERS = {
    text,
    other: text,
    number,
    date: (words) => ofCalendar("date", date(words), words, "notADate"),
    time: (words) => {
      const written = time(words);
      return written ? right("text", written, written) : wrong("notATime", words);
    },
    month: (words) => ofCalendar("month", month(words), words, "notAMonth"),
    phone: inHalf(phone),
    email: inHalf(email),
    url: inHalf(url),
    serial: inHalf(serial),
    id: inHalf(identity),
    certificate: inHalf(certificate),
    options: chosen,
  };

  /** What is given for a column: null where nothing is, else `{answer}` or `{fault, says}`. */
  function read(column, given) {
    if (Array.isArray(given)) {
      const parts = given.map((part) => cleaned(column, part));
      if (column.asks === "options") return options(parts, parts.join("、"), column);
      return parts.length ? wrong("notAValue", parts.join("、")) : null;
    }
    const words = trimmed(cleaned(column, given));
    return words === "" ? null : READERS[column.asks](words, column);
  }

  /** As `read`; what fails on the way is no value. */
  function readSafely(column, given) {
    try {
      return read(column, given);
    } catch (_) {
      return wrong("notAValue", String(given));
    }
  }

  globalThis.formpress ??= {};
  // Names of answers, spelt as src/model/answers/name.rs spells them: the same vectors hold both.
  formpress.names = {
    row: (repeat, number) => `${repeat}.${number}`,
    /** The answer in a column of a row. */
    inRow: (row, column) => `${row}.${column}`,
    isInRow: (name, row) => name.startsWith(`${row}.`),
    /** Repeat, number and column of an answer in a blank row; null for any other. */
    rowOf(name) {
      const parts = /^([^.]+)\.([1-9]\d*)\.([^.]+)$/.exec(name);
      return parts && { repeat: parts[1], number: Number(parts[2]), column: parts[3] };
    },
    /** The place of a part of a date, or of one of the blanks that a number is written in. */
    part: (name, part) => `${name}.${part}`,
    /** The box of an option of a choice of several. */
    option: (name, value) => `${name}.${value.replace(/\./g, "_")}`,
    /** A key inside a key of JSON, of which the outer ones may be empty. */
    nested: (outer, key) => (outer ? `${outer}.${key}` : key),
  };
  formpress.rules = { useSigns, read: readSafely, isMeant, trimmed, count, excerpt, iso, day };
})();
