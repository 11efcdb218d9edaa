package io.sidelight.core.record.sql;

/**
 * One pass over the characters of a SQL text of unknown dialect, cutting it into tokens.
 *
 * <p>Where dialects disagree about what is a literal, it is one. The only exception: once a
 * double-quoted name stands where only a name can stand, double quotes are names throughout, and
 * the pass is repeated, once, if it had masked any before.
 */
final class SqlScanner extends SqlCursor {
  /**
   * Longer digit sequences after {@code ?}, {@code $} and {@code :} are masked: no statement has so
   * many parameters.
   */
  private static final int MAX_PARAMETER_DIGITS = 5;

  private boolean doubleQuotesName;
  private boolean maskedDoubleQuotes;

  private SqlScanner(String sql, int end, int maxText, boolean doubleQuotesName) {
    super(sql, end, new SqlTokens(sql, end, maxText));
    this.doubleQuotesName = doubleQuotesName;
  }

  static SqlStatement scan(String sql, int end, int maxText) {
    SqlScanner scanner = new SqlScanner(sql, end, maxText, false);
    if (!scanner.run()) {
      scanner = new SqlScanner(sql, end, maxText, true);
      scanner.run();
    }
    return scanner.tokens.finish();
  }

  /** False when the pass has to be repeated because double quotes turned out to be names. */
  private boolean run() {
    while (pos < end) {
      char c = sql.charAt(pos);
      if (c <= ' ') {
        tokens.space(c);
        pos++;
      } else if (SqlChars.startsName(c)) {
        word();
      } else if (SqlChars.isDigit(c)) {
        literal(SqlChars.endOfNumber(sql, pos, end));
      } else if (c == '"') {
        doubleQuoted();
        if (doubleQuotesName && maskedDoubleQuotes) {
          return false;
        }
      } else {
        punctuation(c);
      }
    }
    return true;
  }

  private void punctuation(char c) {
    switch (c) {
      case '\'':
        literal(endOfString());
        break;
      case '`':
        quotedName(SqlChars.endOfQuoted(sql, pos, end, false));
        break;
      case '[':
        int bracket = tokens.operandEndsAt(pos) ? -1 : SqlChars.endOfBracketed(sql, pos, end);
        if (bracket < 0) {
          symbol(1);
        } else {
          quotedName(bracket);
        }
        break;
      case '(':
        tokens.open();
        pos++;
        break;
      case ')':
        tokens.close(pos++);
        break;
      case ',':
        tokens.comma();
        pos++;
        break;
      case ';':
        tokens.semicolon(pos++);
        break;
      case '-':
        if (at(pos + 1) == '-') {
          dashes();
        } else {
          sign();
        }
        break;
      case '+':
        sign();
        break;
      case '.':
        if (SqlChars.isDigit(at(pos + 1)) && !tokens.operandEndsAt(pos)) {
          literal(SqlChars.endOfNumber(sql, pos, end));
        } else {
          tokens.dot(pos++);
        }
        break;
      case '/':
        if (at(pos + 1) == '*') {
          comment(SqlChars.endOfBlockComment(sql, pos, end));
        } else {
          symbol(1);
        }
        break;
      case '#':
        hash();
        break;
      case '$':
        dollar();
        break;
      case '?':
        parameter(parameterDigits(pos + 1));
        break;
      case ':':
        colon();
        break;
      case '@':
        variable();
        break;
      default:
        symbol(1);
        break;
    }
  }

  private void word() {
    int stop = SqlChars.endOfName(sql, pos, end);
    int length = stop - pos;
    char first = (char) (sql.charAt(pos) | 0x20);
    if (at(stop) == '&' && length == 1 && first == 'u' && at(stop + 1) == '\'') {
      pos = stop + 1;
      literal(endOfString());
    } else if (at(stop) == '\'' && length <= 2 && isPrefix(first, length)) {
      char lastOfPrefix = (char) (sql.charAt(stop - 1) | 0x20);
      pos = stop;
      if (lastOfPrefix == 'q') {
        literal(SqlChars.endOfOracleQuoted(sql, stop, end));
      } else if (lastOfPrefix == 'e') {
        literal(SqlChars.endOfQuoted(sql, stop, end, true));
      } else {
        literal(endOfString());
      }
    } else if (tokens.passwordFollows()) {
      literal(stop);
    } else {
      tokens.word(pos, stop);
      pos = stop;
    }
  }

  /** {@code E'…'}, {@code N'…'}, {@code X'…'}, {@code B'…'}, {@code Q'[…]'} and {@code NQ'[…]'}. */
  private boolean isPrefix(char first, int length) {
    if (length == 1) {
      return first == 'e' || first == 'n' || first == 'x' || first == 'b' || first == 'q';
    }
    return first == 'n' && (sql.charAt(pos + 1) | 0x20) == 'q';
  }

  private int endOfString() {
    // ESCAPE '\' of LIKE is whole, whatever a backslash means elsewhere; '\'' is what MySQL would
    // make of a quote.
    if (tokens.lastIs(SqlWord.ESCAPE)
        && at(pos + 1) == '\\'
        && at(pos + 2) == '\''
        && at(pos + 3) != '\'') {
      return pos + 3;
    }
    return SqlChars.endOfQuoted(sql, pos, end, false);
  }

  private void doubleQuoted() {
    int stop = SqlChars.endOfQuoted(sql, pos, end, false);
    if (stop < 0 || tokens.passwordFollows()) {
      literal(stop);
      return;
    }
    char next = at(stop + 1);
    boolean dotted =
        tokens.dotEndsAt(pos) || (at(stop) == '.' && (next == '"' || SqlChars.startsName(next)));
    if (dotted || tokens.onlyNameCanFollow()) {
      doubleQuotesName = true;
    }
    if (doubleQuotesName || tokens.targetCanFollow() || tokens.lastIs(SqlWord.AS)) {
      quotedName(stop);
    } else {
      maskedDoubleQuotes = true;
      literal(stop);
    }
  }

  /** A comment, or for MySQL, when nothing separates the dashes from what follows, two signs. */
  private void dashes() {
    char next = at(pos + 2);
    boolean signs =
        next > ' '
            && next != '-'
            && (!SqlChars.startsName(next) || tokens.operandEndsAt(pos) || tokens.valueEndsAt(pos));
    if (signs && quoteAndNewlineFollow()) {
      literal(-1);
    } else {
      comment(SqlChars.endOfLine(sql, pos, end));
    }
  }

  /** A sign belongs to the number behind it unless it stands directly behind an operand. */
  private void sign() {
    char next = at(pos + 1);
    boolean number = SqlChars.isDigit(next) || (next == '.' && SqlChars.isDigit(at(pos + 2)));
    if (number && !tokens.operandEndsAt(pos)) {
      literal(SqlChars.endOfNumber(sql, pos + 1, end));
    } else {
      symbol(1);
    }
  }

  /** A comment of MySQL, a temporary table of SQL Server, or a JSON operator of PostgreSQL. */
  private void hash() {
    char next = at(pos + 1);
    if (next == '#' || SqlChars.startsName(next)) {
      int stop = SqlChars.endOfName(sql, pos, end);
      if (tokens.targetCanFollow() || at(stop) == '.') {
        if (quoteAndNewlineFollow()) {
          literal(-1);
        } else {
          quotedName(stop);
        }
        return;
      }
    } else if (next == '>' || next == '-') {
      int operator = next == '>' && at(pos + 2) == '>' ? 3 : 2;
      int operand = pos + operator;
      while (at(operand) == ' ' && operand < pos + 8) {
        operand++;
      }
      char c = at(operand);
      if (c == '\'' || c == '$' || c == '?' || c == ':') {
        symbol(operator);
        return;
      }
    }
    comment(SqlChars.endOfLine(sql, pos, end));
  }

  private void dollar() {
    char next = at(pos + 1);
    if (SqlChars.isDigit(next)) {
      parameter(parameterDigits(pos + 1));
      return;
    }
    int stop = SqlChars.endOfDollarQuoted(sql, pos, end);
    if (stop != pos) {
      literal(stop);
    } else if (SqlChars.startsName(next)) {
      quotedName(SqlChars.endOfName(sql, pos, end));
    } else {
      symbol(1);
    }
  }

  private void colon() {
    char next = at(pos + 1);
    if (next == ':' || next == '=') {
      symbol(2);
    } else if (SqlChars.startsName(next)) {
      parameter(SqlChars.endOfName(sql, pos + 1, end) - pos - 1);
    } else if (SqlChars.isDigit(next)
        && !tokens.operandEndsAt(pos)
        && !tokens.valueEndsAt(pos)
        && at(pos - 1) != '[') {
      parameter(parameterDigits(pos + 1));
    } else {
      symbol(1);
    }
  }

  private void variable() {
    int name = at(pos + 1) == '@' ? pos + 2 : pos + 1;
    if (SqlChars.startsName(at(name))) {
      parameter(SqlChars.endOfName(sql, name, end) - pos - 1);
    } else {
      symbol(name - pos);
    }
  }
}
