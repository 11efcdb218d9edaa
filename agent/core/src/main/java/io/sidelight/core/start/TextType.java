package io.sidelight.core.start;

/** Any text. */
final class TextType extends Type<String> {

  @Override
  String parse(String text) {
    return text;
  }

  @Override
  String unset() {
    return "";
  }

  @Override
  String accepts() {
    return "a text";
  }
}
