package com.example.spring.mvc;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;

/** A method without a path, which old versions take for every path. */
@Controller
public class AnyPath {
  @RequestMapping(method = RequestMethod.GET)
  @ResponseBody
  public String any() {
    return "any";
  }
}
