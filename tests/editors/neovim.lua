-- Neovim, headless, beside yaml-language-server where YAML_SERVER names it: what an editor shows, and nothing twice.
-- nvim --headless --clean -n -S neovim.lua; environment: CATALINT, FOLDER (with catalog.yaml), YAML_SERVER or empty.
local function fail(what)
  io.stderr:write("neovim: " .. what .. "\n")
  vim.cmd("cquit 1")
end

local function check(ok, what)
  if not ok then fail(what) end
end

local function main()
  local beside = vim.env.YAML_SERVER ~= nil and vim.env.YAML_SERVER ~= ""
  vim.cmd("edit " .. vim.env.FOLDER .. "/catalog.yaml")
  local buffer = vim.api.nvim_get_current_buf()
  local function start(name, cmd, options)
    local id = vim.lsp.start_client({ name = name, cmd = cmd, root_dir = vim.env.FOLDER, init_options = options })
    check(id and vim.lsp.buf_attach_client(buffer, id), name .. " does not start")
    return id
  end
  local ours = start("catalint", { vim.env.CATALINT, "lsp", "--lang", "zh", "--as-of", "2026-11-30" }, { keys = not beside })
  local yaml = beside and start("yaml", { "node", vim.env.YAML_SERVER, "--stdio" }, nil)
  local function asks(id, method, params)
    params.textDocument = { uri = vim.uri_from_bufnr(buffer) }
    local answer = vim.lsp.get_client_by_id(id).request_sync(method, params, 20000, buffer)
    check(answer and not answer.err, method .. " is not answered")
    return answer.result
  end
  -- Neovim agrees on UTF-8 since 0.11; before it knows UTF-16 alone.
  local unit
  local function place(words, line)
    local text = vim.api.nvim_buf_get_lines(buffer, line, line + 1, true)[1]
    local before = text:find(words, 1, true) - 1
    local _, units = vim.str_utfindex(text, before)
    return { line = line, character = unit == "utf-8" and before or units }
  end
  local function codes()
    local all = {}
    for _, one in ipairs(vim.diagnostic.get(buffer)) do all[#all + 1] = tostring(one.code) end
    table.sort(all)
    return table.concat(all, " ")
  end

  check(vim.wait(20000, function() return #vim.diagnostic.get(buffer) >= 2 end, 50), "no findings")
  unit = vim.lsp.get_client_by_id(ours).offset_encoding
  if beside then vim.wait(3000) end
  local seen = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    local key = one.lnum .. ":" .. one.col
    check(not seen[key], "two findings at " .. key .. ": " .. one.message)
    seen[key] = true
    local text = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, true)[1]
    if one.code == "BAS002" then check(text:sub(one.col + 1, one.end_col) == "《中华人民共和国合同法》", "BAS002 is under " .. text:sub(one.col + 1, one.end_col)) end
    if one.code == "CHN005" then check(text:sub(one.col + 1, one.end_col) == "政府网站", "CHN005 is under " .. text:sub(one.col + 1, one.end_col)) end
  end
  check(codes():find("BAS002") and codes():find("CHN005"), "found: " .. codes())

  -- Hover of an act that is repealed: ours speaks.
  local hover = asks(ours, "textDocument/hover", { position = place("合同法", 12) })
  check(hover and vim.inspect(hover.contents):find("民法典", 1, true), "no hover of the act")

  -- Each key comes from one server.
  vim.api.nvim_buf_set_lines(buffer, 18, 19, true, { "    no" })
  local labels, twice = {}, {}
  for _, id in ipairs(yaml and { ours, yaml } or { ours }) do
    local answer = asks(id, "textDocument/completion", { position = { line = 18, character = 6 } })
    for _, item in ipairs(answer and (answer.items or answer) or {}) do
      local label = item.label:gsub(":$", "")
      if labels[label] then twice[#twice + 1] = label end
      labels[label] = true
    end
  end
  check(#twice == 0, "offered twice: " .. table.concat(twice, " "))
  check(labels.note, "keys are not offered: " .. vim.inspect(labels))
  vim.api.nvim_buf_set_lines(buffer, 18, 19, true, { "    levels: [县级]" })

  -- Titles after 《.
  vim.api.nvim_buf_set_lines(buffer, 11, 12, true, { "      - 𠮷：《社会救助#" })
  local titles = asks(ours, "textDocument/completion", { position = place("#", 11) })
  check(vim.inspect(titles):find("社会救助暂行办法", 1, true), "no titles after 《")
  vim.api.nvim_buf_set_lines(buffer, 11, 12, true, { "      - 《城市生活无着的流浪乞讨人员救助管理办法》（国务院令第381号）" })

  -- A quick fix, then the layout.
  local start_at = place("政府网站]", 15)
  local actions = asks(ours, "textDocument/codeAction", {
    range = { start = start_at, ["end"] = start_at },
    context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, 15, {}, ours), only = { "quickfix" } },
  })
  local fix
  for _, one in ipairs(actions or {}) do if one.isPreferred then fix = fix or one end end
  check(fix, "no preferred fix")
  if not fix.edit then fix = vim.lsp.get_client_by_id(ours).request_sync("codeAction/resolve", fix, 20000, buffer).result end
  vim.lsp.util.apply_workspace_edit(fix.edit, unit)
  local line = vim.api.nvim_buf_get_lines(buffer, 15, 16, true)[1]
  check(line == "    channels: [𠮷站, 政府网站]", "after the fix: " .. line)
  check(vim.wait(20000, function() return not codes():find("CHN005") end, 50), "still found: " .. codes())
  local edits = asks(ours, "textDocument/formatting", { options = { tabSize = 2, insertSpaces = true } })
  vim.lsp.util.apply_text_edits(edits, buffer, unit)
  check(vim.api.nvim_buf_get_lines(buffer, 10, 11, true)[1] == "      - 保障标准", "not formatted")
  print("neovim" .. (beside and " beside yaml-language-server" or "") .. ": as it should be\n")
  vim.cmd("qall!")
end

local ok, why = pcall(main)
if not ok then fail(why) end
