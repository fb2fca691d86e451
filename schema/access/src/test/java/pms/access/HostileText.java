package pms.access;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Texts that somebody sends to have them taken for something else than text. For the tests of every door.
 *
 * <p>Nearly all begin and end with {@link #MARK}, so that they can be found wherever they turn up.
 */
public enum HostileText {
    SQL_STATEMENT("'; drop table event, patient, account, summary cascade; --"),
    SQL_CLOSED("x'); delete from event; --"),
    SQL_TRUE("' or '1'='1"),
    SQL_UNION("0 union select usename, passwd from pg_shadow"),
    SQL_SLEEP("'||(select pg_sleep(600))||'"),
    SQL_PROGRAM("'; copy (select 1) to program 'touch /nowhere'; --"),
    SQL_BACKSLASH("\\'; select 1; --"),
    SQL_DOLLARS("$$; select 1; $$ $1 :name ?"),
    SQL_PATTERN("%_\\%"),
    SQL_ARRAY("{a,\"b\\\\\",NULL},{\"c"),
    LDAP("*)(uid=*))(|(uid=*"),
    HEADER_LINE("x\r\nX-Injected: yes\r\nSet-Cookie: a=b\r\n\r\n<b>"),
    HEADER_LINE_FEED("x\nX-Injected: yes\n\n"),
    HEADER_RETURN("x\rX-Injected: yes\r"),
    HEADER_FOLD("x\r\n X-Injected: yes"),
    HEADER_WIDE("x\u560d\u560aX-Injected: yes"), // its low bytes are CR and LF
    HEADER_ENCODED("%0d%0aX-Injected:%20yes"),
    LOG_LINE("x\n12:00:00.000 ERROR everything is lost"),
    LOG_ESCAPE("\u001b[31mred\u001b[0m\u001b]0;title\u0007\b\b"),
    LOG_ESCAPE_OF_EIGHT_BITS("\u009b31mred"),
    LOG_LOOK_UP("${jndi:ldap://127.0.0.1:1/a}${env:PATH}"),
    LOG_FORMAT("{} {0} %s %n %x %d"),
    NUL("a\0b"),
    LONE_HIGH_SURROGATE("a\ud800b"),
    LONE_LOW_SURROGATE("a\udc00b"),
    NO_CHARACTER("a\uffff\ufffeb"),
    BIDI("a\u202eb\u2066c\u2069\u200f"),
    INVISIBLE("a\u200b\u2060\ufeffb"),
    LINE_SEPARATOR("a\u2028b\u2029c\u0085d"),
    ASTRAL("\ud83d\ude00\ud835\udd04"),
    LONG("x".repeat(100_000)),
    PATH_UP("/../../../../etc/passwd"),
    PATH_PARAMETER("/..;/..;/actuator/env"),
    PATH_BACK("\\..\\..\\windows\\win.ini"),
    PATH_ENCODED("%2e%2e%2f%2e%2e%2f"),
    TEMPLATE("{{7*7}}"),
    EXPRESSION("${7*7}#{7*7}*{7*7}<%= 7*7 %>"),
    SCRIPT("<script>alert(1)</script>"),
    ATTRIBUTE("\" onload=\"alert(1)\" x='"),
    ENTITY("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"),
    JSON("\",\"role\":\"ADMIN\",\"x\":[\""),
    BRACKETS("[0]|^`"),
    FORMULA("=cmd|'/C calc'!A1"),
    COMMAND("`id`$(id);id|id&&id"),
    SEPARATORS("a&b=c;d,e#f?g"),

    NOTHING("", false),
    MINUS("-1", false),
    PLUS("+1", false),
    TOO_GREAT("99999999999999999999", false),
    VERY_GREAT("9".repeat(400), false),
    FLOATING("1e999999999", false),
    NOT_A_NUMBER("NaN", false),
    OTHER_DIGITS("\u0661\u0662", false),
    ZERO_ID("00000000-0000-0000-0000-000000000000", false),
    SHORT_ID("1-1-1-1-1", false),
    LATE("+999999999-12-31T23:59:59.999999999+18:00", false),
    EARLY("-999999999-01-01T00:00:00-18:00", false),
    NO_DAY("2026-02-30", false),
    STAR("*", false);

    /** Stands in no answer and no log by itself. */
    public static final String MARK = "zqhostilemark";

    private final String text;

    HostileText(String core) {
        this(core, true);
    }

    HostileText(String core, boolean marked) {
        String mark = marked ? "zqhostilemark" : "";
        this.text = mark + core + mark;
    }

    public String text() {
        return text;
    }

    /** In UTF-8, and a lone surrogate as if it had one. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xe0 | (point >> 12));
                bytes.write(0x80 | ((point >> 6) & 0x3f));
                bytes.write(0x80 | (point & 0x3f));
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** As a part of an address, every byte that is no letter or digit escaped. */
    public String escapedForAddress() {
        StringBuilder escaped = new StringBuilder();
        for (byte b : bytes()) {
            if (isLetterOrDigit((char) (b & 0xff))) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    /** Inside a JSON string, every character that is no letter or digit of ASCII escaped. */
    public String escapedForJson() {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isLetterOrDigit(c)) {
                escaped.append(c);
            } else {
                escaped.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return escaped.toString();
    }

    /** Whether a line of HTTP that has the text as it is can still be one line of visible ASCII, and not too long. */
    public boolean fitsIntoALine() {
        return text.length() < 1000 && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
