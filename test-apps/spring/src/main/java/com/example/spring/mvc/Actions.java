package com.example.spring.mvc;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Paths that end in an extension. */
@Controller
public class Actions {
  @RequestMapping("/owners/{ownerId}.do")
  @ResponseBody
  public String owner(@PathVariable("ownerId") String id) {
    return "owner " + id;
  }
}
