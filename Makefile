# 两条命令就够：make demo 生成示例，make test 跑测试。只需要 Python 3.11、make 和 git。
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# 只装 constraints.txt、constraints-dev.txt 写明版本和哈希值的文件；本项目自己用已装好的构建工具，不再下载别的。
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet --no-deps
PINNED := $(PIP) --require-hashes
ITSELF := $(PIP) --no-index --no-build-isolation --editable .

.PHONY: demo test test-quick lint conformance bench mutations mutants fonts reference references geometry pictures constraints notice versions clean help

help:
	@echo "make demo   生成示例报告到 out/（DOCX、HTML、PDF）"
	@echo "make test   运行全部测试（几分钟）"
	@echo "make test-quick  边改边跑的测试（半分钟以内）"
	@echo "make lint   代码检查（ruff、mypy、oxlint）"
	@echo "make conformance  用外部工具校验每个样例的每种输出，用浏览器试填报的网页（首次要安装工具）"
	@echo "make bench  性能基准"
	@echo "make versions  用允许的最旧和最新的依赖各跑一遍测试"
	@echo "make mutants  逐个改错代码，看测试察觉多少（约十几分钟）"

demo: $(VENV)/demo.stamp
	@echo "核对 examples/2021.yaml ……"
	@$(BIN)/nianbao check examples/2021.yaml
	@echo "生成 DOCX、HTML、PDF 到 out/ ……"
	@$(BIN)/nianbao build examples/2021.yaml -o out

test: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest -n auto --dist worksteal

# 边改边跑的一部分：读文件、读填报、核对规则，不含生成文件和整条命令的测试，不含慢的。
QUICK := test_architecture.py source filing rules
test-quick: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest -n auto --dist worksteal -q -m "not slow" $(addprefix tests/,$(QUICK))

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/oxlint --deny-warnings --quiet generator/workbench/page generator/collect/overview/look

# 校验工具装进 .conformance/，版本在 conformance/ 里定死；缺的 Debian 软件包用 apt-get 安装。
conformance: $(VENV)/dev.stamp
	@$(BIN)/python -m conformance
	@.conformance/node/node_modules/.bin/tsc -p jsconfig.json
	@.conformance/node/node_modules/.bin/biome ci --error-on-warnings --colors=off .
	@$(BIN)/python -m pytest -q tests/workbench/browser

# 量一遍样例的版面，写 docs/geometry.md。
geometry: $(VENV)/dev.stamp
	@$(BIN)/python -m conformance.geometry_page

# 页面参照图（tests/data/pages/）：成品样子改对了以后更新。
references: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest -q tests/writers/test_reference_pictures.py --renew

bench: $(VENV)/dev.stamp
	@$(BIN)/python -m benchmarks.run

# 逐个改动两份真实报告的数字，看规则察觉多少；结果写进 docs/decisions/0013。
mutations: $(VENV)/dev.stamp
	@$(BIN)/python -m benchmarks.mutations

# 逐个改错自己的代码（内存里改，不动文件），看测试察觉多少；察觉不到的逐条列出。
mutants: $(VENV)/dev.stamp
	@$(BIN)/python -m benchmarks.code_mutants

# 字体子集和 DOCX 参考文档已随仓库提供，一般不用重做。
fonts: $(VENV)/dev.stamp
	@$(BIN)/python scripts/make_fonts.py

reference: $(VENV)/dev.stamp
	@$(BIN)/python scripts/make_reference.py

$(VENV)/bin/python:
	@echo "建立虚拟环境 $(VENV) ……"
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "需要 Python 3.11 或更高版本")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/demo.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "安装 nianbao 及其依赖（第一次约需一分钟）……"
	@$(PINNED) --requirement constraints.txt
	@$(ITSELF)
	@touch $@

$(VENV)/dev.stamp: pyproject.toml constraints.txt constraints-dev.txt | $(VENV)/bin/python
	@echo "安装 nianbao 及开发工具……"
	@$(PINNED) --requirement constraints.txt --requirement constraints-dev.txt
	@$(ITSELF)
	@touch $@ $(VENV)/demo.stamp

# 依赖的确切版本和哈希值（constraints.txt 等）；版本仍在允许范围内的不动。
constraints: $(VENV)/dev.stamp
	@$(BIN)/python scripts/make_constraints.py

# 所用软件包和字体的授权（NOTICE.md）；装什么改了以后重做。
notice: $(VENV)/dev.stamp
	@$(BIN)/python scripts/make_notice.py

# 用允许的最旧和最新的依赖各跑一遍测试，后一遍在不认中文的系统设置下；别的 Python：make versions PYTHON=python3.13。
TRY := $(BIN)/python scripts/try_versions.py
versions: $(VENV)/dev.stamp
	@$(TRY) lowest --python $(PYTHON) -- -n auto --dist worksteal
	@$(TRY) newest --python $(PYTHON) --ascii -- -n auto --dist worksteal

pictures: $(VENV)/dev.stamp
	@$(BIN)/python scripts/make_pictures.py
	@$(BIN)/python scripts/make_workbench_pictures.py

clean:
	rm -rf $(VENV) out .conformance .pytest_cache .mypy_cache .ruff_cache .hypothesis
