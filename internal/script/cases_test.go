package script

// shellCases are commands as people write them in Dockerfiles, and what a teacher would say about them.
var shellCases = []struct {
	script string
	says   []string
}{
	{"apt-get update", []string{
		"Updates the lists of packages, so that the newest versions are found; it installs nothing.",
	}},
	{"apt-get -qq update", []string{
		"Updates the lists of packages, quietly, so that the newest versions are found; it installs nothing.",
	}},
	{"apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*", []string{
		"Updates the lists of packages, so that the newest versions are found; it installs nothing.",
		"Only if that worked, installs curl and git, without asking and without the packages that are only recommended.",
		"Then removes the lists of packages (/var/lib/apt/lists/*), which would only make the layer larger.",
	}},
	{"DEBIAN_FRONTEND=noninteractive apt-get install -yqq tzdata", []string{
		"Installs tzdata, without asking and quietly, with DEBIAN_FRONTEND set so that no package asks a question, for this command only.",
	}},
	{`apt-get install -y nginx=$NGINX_VERSION "postgresql-client=${PG_VERSION}*" $PACKAGES`, []string{
		"Installs nginx (the version in $NGINX_VERSION), postgresql-client (the version in ${PG_VERSION}*) and what $PACKAGES names, without asking.",
	}},
	{"apt install -y ./foo.deb", []string{
		"Installs ./foo.deb, without asking.",
	}},
	{"apt-get purge -y --auto-remove $BUILD_DEPS", []string{
		"Removes the packages $BUILD_DEPS with their configuration files, without asking and together with what only they needed.",
	}},
	{"apt-get autoremove -y && apt-get clean", []string{
		"Removes the packages that no other one needs any more, without asking.",
		"Only if that worked, removes the package files that were downloaded, which would only make the layer larger.",
	}},
	{"apk add --no-cache --virtual .build-deps gcc musl-dev", []string{
		"Installs gcc and musl-dev, without keeping the package index, which would only make the layer larger, and as one group named .build-deps, which can be removed as a whole later.",
	}},
	{"apk --no-cache add ca-certificates", []string{
		"Installs ca-certificates, without keeping the package index, which would only make the layer larger.",
	}},
	{"apk update && apk upgrade", []string{
		"Updates the index of packages.",
		"Only if that worked, upgrades the packages that are installed to the newest versions.",
	}},
	{"apk del .build-deps", []string{
		"Removes the packages that were installed as the group .build-deps.",
	}},
	{"yum install -y httpd && yum clean all", []string{
		"Installs httpd, without asking.",
		"Only if that worked, removes what was downloaded to find and install packages, which would only make the layer larger.",
	}},
	{"dnf -y --setopt=install_weak_deps=False --nodocs install nodejs", []string{
		"Installs nodejs, without asking, with the setting install_weak_deps=False and without manuals.",
	}},
	{"microdnf install -y java-17-openjdk-headless", []string{
		"Installs java-17-openjdk-headless, without asking.",
	}},
	{"pip install --no-cache-dir -r requirements.txt", []string{
		"Installs what requirements.txt lists, without keeping a cache, which would only make the layer larger.",
	}},
	{"pip install --upgrade pip setuptools wheel", []string{
		"Installs pip, setuptools and wheel for Python, in the newest versions.",
	}},
	{`pip3 install 'flask==3.0' "uvicorn[standard]" -e .`, []string{
		"Installs the project in this folder (in place, so that changes of its source count at once), flask (version 3.0) and uvicorn[standard].",
	}},
	{"python -m pip install --no-cache-dir --upgrade -r /code/requirements.txt", []string{
		"Installs what /code/requirements.txt lists, in the newest versions, and without keeping a cache, which would only make the layer larger.",
	}},
	{"pip install .", []string{
		"Installs the project in this folder.",
	}},
	{"pip install .[dev]", []string{
		"Installs the project in this folder with its extra dev.",
	}},
	{"python -m venv /opt/venv", []string{
		"Makes a virtual environment in /opt/venv, a folder with its own Python packages.",
	}},
	{"pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt", []string{
		"Builds wheels, packages ready to install, of what requirements.txt lists, into the folder /wheels, and without keeping a cache, which would only make the layer larger.",
	}},
	{"uv sync --frozen --no-dev", []string{
		"Installs the packages of the project that uv.lock names, exactly as uv.lock says and without what only developers need.",
	}},
	{"uv sync --locked --no-install-project --no-editable", []string{
		"Installs the packages of the project that uv.lock names, only if uv.lock is up to date and as copies and not as links to the source, but not the project itself, so that this layer stays in the cache while its source changes.",
	}},
	{"uv pip install --system -r requirements.txt", []string{
		"Installs what requirements.txt lists, for the whole system and not for a virtual environment.",
	}},
	{"uv run python main.py", []string{
		"In the project's environment, runs main.py with Python.",
	}},
	{"poetry install --no-root --without dev --no-interaction --no-ansi", []string{
		"Installs the packages of the project that poetry.lock names, without the group dev and without asking, but not the project itself.",
	}},
	{"poetry config virtualenvs.create false", []string{
		"Tells Poetry to make no virtual environment: the container is one already.",
	}},
	{"conda env create -f environment.yml", []string{
		"Makes the conda environment that environment.yml describes.",
	}},
	{"conda install -y -c conda-forge numpy pandas", []string{
		"Installs numpy and pandas with conda, without asking and from the channel conda-forge.",
	}},
	{"conda clean -afy", []string{
		"Removes what conda downloaded, which would only make the layer larger.",
	}},
	{"npm ci", []string{
		"Installs exactly the packages and versions that package-lock.json lists.",
	}},
	{"npm ci --omit=dev", []string{
		"Installs exactly the packages and versions that package-lock.json lists, without the dev dependencies.",
	}},
	{"npm install --production", []string{
		"Installs the packages that package.json lists, only what the app needs to run.",
	}},
	{"npm install -g npm@10 typescript", []string{
		"Installs npm (version 10) and typescript with npm, for the whole system.",
	}},
	{"npm run build", []string{
		"Runs the script build of package.json with npm, which builds the app.",
	}},
	{"npm run build -- --mode production", []string{
		"Runs the script build of package.json with npm, which builds the app, and gives it --mode production.",
	}},
	{"npm cache clean --force", []string{
		"Empties npm's cache, which would only make the layer larger.",
	}},
	{"yarn install --frozen-lockfile --production=true", []string{
		"Installs the packages that package.json lists, only what the app needs to run, and exactly as yarn.lock says, and fails when that does not fit.",
	}},
	{"yarn", []string{
		"Installs the packages that package.json lists.",
	}},
	{"yarn build", []string{
		"Runs the script build of package.json, which builds the app.",
	}},
	{"yarn global add serve", []string{
		"Installs serve for the whole system with Yarn.",
	}},
	{"pnpm install --frozen-lockfile --prod", []string{
		"Installs the packages that package.json lists, only what the app needs to run, and exactly as pnpm-lock.yaml says, and fails when that does not fit.",
	}},
	{"corepack enable", []string{
		"Makes yarn and pnpm available, in the version that package.json asks for.",
	}},
	{"corepack prepare pnpm@9.1.0 --activate", []string{
		"Downloads pnpm (version 9.1.0), and uses it from here on.",
	}},
	{"npx prisma generate", []string{
		"With a program from the installed packages, or else from the registry, makes the code with which the app asks its database, from Prisma's schema.",
	}},
	{"npx --yes tsc -p tsconfig.json", []string{
		"With a program from the installed packages, or else from the registry, compiles TypeScript to JavaScript, as tsconfig.json says.",
	}},
	{"node --max-old-space-size=4096 server.js", []string{
		"Runs server.js with Node.js, with --max-old-space-size=4096.",
	}},
	{"go mod download", []string{
		"Downloads the modules that go.mod lists, which stays in the build cache until go.mod changes.",
	}},
	{`CGO_ENABLED=0 GOOS=linux go build -ldflags="-s -w" -o /app/server ./cmd/server`, []string{
		"Compiles the Go package in ./cmd/server, with the linker flags -s -w, and writes the program to /app/server, with CGO_ENABLED set to 0 and GOOS set to linux for this command only.",
	}},
	{"go build -o main .", []string{
		"Compiles the Go package in this folder, and writes the program to main.",
	}},
	{"go install github.com/air-verse/air@latest", []string{
		"Compiles github.com/air-verse/air (the latest version) and installs the program.",
	}},
	{"go test ./...", []string{
		"Runs the tests of all Go packages here, and fails when one of them fails.",
	}},
	{"cargo build --release --locked", []string{
		"Compiles the Rust project, optimised and exactly as Cargo.lock says.",
	}},
	{"cargo install --path . --root /usr/local", []string{
		"Compiles and installs the Rust program, from this folder and into the folder /usr/local.",
	}},
	{"rustup target add x86_64-unknown-linux-musl", []string{
		"Lets Rust compile for x86_64-unknown-linux-musl.",
	}},
	{"mvn -B -DskipTests clean package", []string{
		"With Maven, removes what was built before and compiles and packages the project, without asking and without running the tests.",
	}},
	{"mvn dependency:go-offline", []string{
		"With Maven, downloads everything the project needs, so that this stays in the cache while the source changes.",
	}},
	{"./mvnw package -DskipTests", []string{
		"With Maven, compiles and packages the project, without running the tests.",
	}},
	{"gradle build --no-daemon -x test", []string{
		"With Gradle, builds and tests the project, without a Gradle process that stays behind and leaving out test.",
	}},
	{"./gradlew bootJar --no-daemon", []string{
		"With Gradle, packs the Spring Boot app into one file, without a Gradle process that stays behind.",
	}},
	{`dotnet restore "MyApp.csproj"`, []string{
		"Fetches the packages that MyApp.csproj lists.",
	}},
	{"dotnet publish -c Release -o /app/publish --no-restore", []string{
		"Compiles the project and puts together all it needs to run, in the configuration Release, into /app/publish and with the packages that were fetched before.",
	}},
	{"bundle install --jobs 4 --without development", []string{
		"Installs the Ruby packages that the Gemfile lists, 4 at once and without the group development.",
	}},
	{"bundle exec rake assets:precompile", []string{
		"With the packages of the Gemfile, prepares style sheets and scripts for the browser.",
	}},
	{"gem install bundler -v 2.4", []string{
		"Installs the Ruby package bundler, in version 2.4.",
	}},
	{"composer install --no-dev --optimize-autoloader --no-interaction", []string{
		"Installs the PHP packages that composer.lock lists, without what only developers need, with a faster way to find classes and without asking.",
	}},
	{"docker-php-ext-install -j$(nproc) pdo_mysql gd", []string{
		"Compiles and installs the PHP extensions pdo_mysql and gd.",
		"Inside it, for the output: prints how many processors there are.",
	}},
	{"curl -fsSL https://example.org/setup_20.x | bash -", []string{
		"Downloads https://example.org/setup_20.x, failing when the server answers with an error, quietly except for error messages and following redirects.",
		"Takes that output and runs it as a shell script, whatever it says.",
	}},
	{"curl -sSL https://example.org/install | python3 -", []string{
		"Downloads https://example.org/install, quietly except for error messages and following redirects.",
		"Takes that output and runs it as a Python script.",
	}},
	{"curl -LO https://example.com/a.tar.gz", []string{
		"Downloads https://example.com/a.tar.gz into this folder, following redirects.",
	}},
	{"curl -o /usr/local/bin/tool -L https://example.com/tool && chmod +x /usr/local/bin/tool", []string{
		"Downloads https://example.com/tool as /usr/local/bin/tool, following redirects.",
		"Only if that worked, lets /usr/local/bin/tool be run as a program.",
	}},
	{"curl -fsSL https://example.org/key.gpg | gpg --dearmor -o /usr/share/keyrings/x.gpg", []string{
		"Downloads https://example.org/key.gpg, failing when the server answers with an error, quietly except for error messages and following redirects.",
		"Takes that output and turns the key from text into the form that apt reads, and writes the result to /usr/share/keyrings/x.gpg.",
	}},
	{"curl --proto '=https' --tlsv1.2 -sSf https://example.org/rust | sh -s -- -y", []string{
		"Downloads https://example.org/rust, only with the protocols =https, with modern encryption only, quietly except for error messages and failing when the server answers with an error.",
		"Takes that output and runs it as a shell script, whatever it says, and gives it -y.",
	}},
	{"wget -qO- https://example.com/x.tgz | tar xz -C /opt --strip-components=1", []string{
		"Downloads https://example.com/x.tgz, quietly.",
		"Takes that output and unpacks the archive into the folder /opt, without the outermost folders of their names (1).",
	}},
	{"wget -q https://example.com/x.zip -O /tmp/x.zip", []string{
		"Downloads https://example.com/x.zip as /tmp/x.zip, quietly.",
	}},
	{"wget https://example.com/x.zip", []string{
		"Downloads https://example.com/x.zip into this folder.",
	}},
	{"tar -xzf app.tar.gz -C /opt", []string{
		"Unpacks app.tar.gz into the folder /opt.",
	}},
	{"tar xf a.tar", []string{
		"Unpacks a.tar.",
	}},
	{"tar -czf - src", []string{
		"Packs src and prints the archive.",
	}},
	{"unzip -q /tmp/x.zip -d /opt", []string{
		"Unpacks the archive /tmp/x.zip, quietly and into the folder /opt.",
	}},
	{"git clone --depth 1 --branch v1.2 https://github.com/a/b.git /src", []string{
		"Downloads the Git repository https://github.com/a/b.git into /src, only the last commit and not the whole history and at v1.2.",
	}},
	{"git clone https://github.com/a/b.git", []string{
		"Downloads the Git repository https://github.com/a/b.git.",
	}},
	{"git config --global --add safe.directory /app", []string{
		"Changes Git's setting safe.directory to /app, for this user.",
	}},
	{`gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$KEY"`, []string{
		"Fetches a key by its number from the key server hkps://keys.openpgp.org, to check signatures with it.",
	}},
	{"gpg --batch --verify x.asc x", []string{
		"Checks the signature x.asc of x, and fails when it is not good.",
	}},
	{"chmod 755 /entrypoint.sh", []string{
		"Lets everyone read and run /entrypoint.sh, and its owner change it.",
	}},
	{"chmod -R 777 /data", []string{
		"Lets everyone read, change and run /data, which is more than is needed, with everything inside.",
	}},
	{"chown -R app:app /app", []string{
		"Gives /app to the user app and the group app, with everything inside.",
	}},
	{"chown 1000:1000 /data", []string{
		"Gives /data to the user 1000 and the group 1000.",
	}},
	{"useradd -m -u 1000 -s /bin/bash app", []string{
		"Makes the user app, with a home folder, with the number 1000 and with the shell /bin/bash.",
	}},
	{"useradd --create-home --shell /usr/sbin/nologin --uid 10001 app", []string{
		"Makes the user app, with a home folder, with no shell (so nobody can log in as it) and with the number 10001.",
	}},
	{"adduser -D -H -u 1001 app", []string{
		"Makes the user app, without a password (so nobody can log in as it), without a home folder and with the number 1001.",
	}},
	{"adduser --system --group --no-create-home app", []string{
		"Makes the user app, as a system user (for a program and not for a person), with a group of the same name and without a home folder.",
	}},
	{"adduser --disabled-password --gecos '' app", []string{
		"Makes the user app, without a password (so nobody can log in as it).",
	}},
	{"addgroup -S app && adduser -S app -G app", []string{
		"Makes the group app, as a system group (for programs and not for people).",
		"Only if that worked, makes the user app, as a system user (for a program and not for a person) and in the group app.",
	}},
	{"groupadd -r app && useradd --no-log-init -r -g app app", []string{
		"Makes the group app, as a system group (for programs and not for people).",
		"Only if that worked, makes the user app, without an entry in the log of logins (which grows huge with a high number), as a system user (for a program and not for a person) and in the group app.",
	}},
	{"groupadd -g 1001 app", []string{
		"Makes the group app, with the number 1001.",
	}},
	{"usermod -aG docker app", []string{
		"Changes the user app, putting it into the group docker.",
	}},
	{"rm -rf /tmp/* /var/tmp/*", []string{
		"Removes temporary files (/tmp/*, /var/tmp/*), which would only make the layer larger.",
	}},
	{"rm -rf /var/lib/apt/lists/* /tmp/x.zip", []string{
		"Removes the lists of packages (/var/lib/apt/lists/*) and temporary files (/tmp/x.zip), which would only make the layer larger.",
	}},
	{"rm /etc/nginx/conf.d/default.conf", []string{
		"Removes /etc/nginx/conf.d/default.conf.",
	}},
	{"rm -rf src", []string{
		"Removes src, with all that is in there.",
	}},
	{"mkdir -p /app/data", []string{
		"Makes the folder /app/data, and those above where they are missing.",
	}},
	{"mkdir -p /app/{a,b}", []string{
		"Makes the folders /app/{a,b}, and those above where they are missing.",
	}},
	{"mkdir logs", []string{
		"Makes the folder logs.",
	}},
	{"mv a b", []string{
		"Moves a to b.",
	}},
	{"cp -r src /app", []string{
		"Copies src to /app, with everything inside.",
	}},
	{"ln -s /usr/bin/python3 /usr/bin/python", []string{
		"Makes /usr/bin/python a link to /usr/bin/python3.",
	}},
	{"ln -sf /dev/stdout /var/log/nginx/access.log", []string{
		"Makes /var/log/nginx/access.log a link to /dev/stdout, so that what is written there appears in docker logs, in place of what is there.",
	}},
	{"touch /var/log/app.log", []string{
		"Makes the empty file /var/log/app.log, or sets its date to now if it is there.",
	}},
	{"cat /etc/os-release", []string{
		"Prints what is in /etc/os-release.",
	}},
	{`echo "deb http://x main" > /etc/apt/sources.list.d/x.list`, []string{
		`Writes "deb http://x main" to /etc/apt/sources.list.d/x.list.`,
	}},
	{"echo hello >> /etc/hosts", []string{
		`Adds "hello" to the end of /etc/hosts.`,
	}},
	{"echo $PATH", []string{
		`Prints "$PATH".`,
	}},
	{`printf 'a\nb\n' > /x`, []string{
		`Writes "a b" to /x.`,
	}},
	{`printf '%s\n' one two`, []string{
		"Prints one and two, each on a line of its own.",
	}},
	{`echo "root:secret" | chpasswd`, []string{
		`Prints "root:secret".`,
		"Takes that output and sets passwords, as the lines say; they stay readable in the history of the image.",
	}},
	{"echo x | tee -a /etc/file > /dev/null", []string{
		`Prints "x".`,
		"Takes that output and adds it to the end of /etc/file.",
	}},
	{"sed -i 's/foo/bar/g' /etc/conf", []string{
		`Replaces "foo" by "bar" in /etc/conf.`,
	}},
	{`sed -i "s|listen 80|listen 8080|" /etc/nginx/nginx.conf`, []string{
		`Replaces "listen 80" by "listen 8080" in /etc/nginx/nginx.conf.`,
	}},
	{"sed -i -e 's/a/b/' -e 's/c/d/' x", []string{
		"Changes lines in x in 2 ways, as sed scripts say.",
	}},
	{"sed -i '/^#/d' x", []string{
		`Changes lines in x as the sed script "/^#/d" says.`,
	}},
	{"grep -q foo /etc/passwd", []string{
		`Looks for lines with "foo" in /etc/passwd, printing nothing: only whether there is one counts.`,
	}},
	{"grep -rn import src", []string{
		`Looks for lines with "import" in src, in all files of the folder.`,
	}},
	{"find /usr/local -name '*.pyc' -delete", []string{
		"Removes the files and folders named *.pyc in /usr/local.",
	}},
	{"find / -type f -name '*.a' -exec rm -f {} +", []string{
		"For each of the files named *.a in /: removes it.",
	}},
	{"find . -type d | xargs chmod 755", []string{
		"Lists the folders in this folder.",
		"Takes that output and for each word of it: lets everyone read and run it, and its owner change it.",
	}},
	{"cat x | sort -u | head -n 5", []string{
		"Prints what is in x.",
		"Takes that output and sorts the lines, each only once.",
		"Takes that output and keeps the first 5 lines.",
	}},
	{"set -eux", []string{
		"From here on, the script ends at the first command that fails, a variable that is not set counts as a mistake and each command is printed before it runs.",
	}},
	{"set -o pipefail", []string{
		"From here on, a pipe counts as failed when any command in it fails.",
	}},
	{"set -euxo pipefail; ls", []string{
		"From here on, the script ends at the first command that fails, a variable that is not set counts as a mistake, each command is printed before it runs and a pipe counts as failed when any command in it fails.",
		"Lists this folder.",
	}},
	{"cd /app && make -j$(nproc) && make install", []string{
		"Goes to the folder /app, for the rest of these commands only.",
		"Only if that worked, builds what the Makefile says, with up to $(nproc) jobs at once.",
		"Inside it, for the output: prints how many processors there are.",
		"Then installs what was built, as the Makefile says.",
	}},
	{"./configure --prefix=/usr && make -j4", []string{
		"Finds out what this system has, to prepare the build from source, for an installation below /usr.",
		"Only if that worked, builds what the Makefile says, with up to 4 jobs at once.",
	}},
	{"cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build -j8", []string{
		"Prepares the build of the source in this folder with CMake, in the folder build and with -DCMAKE_BUILD_TYPE=Release.",
		"Only if that worked, builds what CMake prepared in build, with up to 8 jobs at once.",
	}},
	{"gcc -O2 -static -o hello hello.c", []string{
		"Compiles hello.c, optimised and with all libraries inside it, and writes the result to hello.",
	}},
	{"export PATH=/opt/bin:$PATH", []string{
		"Sets PATH to /opt/bin:$PATH, also for the programs that follow, for these commands only: ENV would last.",
	}},
	{"export FOO", []string{
		"Hands FOO to the programs that follow, for these commands only: ENV would last.",
	}},
	{"source /opt/venv/bin/activate", []string{
		"Runs the lines of /opt/venv/bin/activate in this shell, so that variables set there stay set.",
	}},
	{`. "$HOME/.cargo/env"`, []string{
		"Runs the lines of $HOME/.cargo/env in this shell, so that variables set there stay set.",
	}},
	{`exec "$@"`, []string{
		"Puts the command from the arguments in the place of the shell, so that signals reach it.",
	}},
	{"exec gunicorn -b 0.0.0.0:8000 app:app", []string{
		"In the place of the shell, so that signals reach it, starts the web server Gunicorn with app from the module app, listening on port 8000 of every address (0.0.0.0).",
	}},
	{"true", []string{
		"Does nothing, and always counts as worked.",
	}},
	{"[ -f /app/x ] && echo yes || echo no", []string{
		"Looks whether the file /app/x exists.",
		`If so, prints "yes".`,
		`If not, or if that failed, prints "no".`,
	}},
	{`test -n "$VERSION"`, []string{
		"Looks whether $VERSION is not empty.",
	}},
	{`[[ "$A" == "b" && -d /x ]]`, []string{
		"Looks whether $A is b and the folder /x exists.",
	}},
	{"which python", []string{
		"Prints where the program python is, and fails when there is none.",
	}},
	{"command -v curl", []string{
		"Looks whether there is a program curl.",
	}},
	{"command -v curl || apk add curl", []string{
		"Looks whether there is a program curl.",
		"If not, installs curl.",
	}},
	{"ldconfig", []string{
		"Tells programs where the shared libraries are now.",
	}},
	{"update-ca-certificates", []string{
		"Builds the list of certificates that programs trust anew.",
	}},
	{"locale-gen en_US.UTF-8", []string{
		"Makes the language settings en_US.UTF-8.",
	}},
	{"python manage.py collectstatic --noinput", []string{
		"Collects the files for the browser in one folder, with Django's manage.py, and gives it --noinput.",
	}},
	{`python3 -c "import nltk; nltk.download('punkt')"`, []string{
		`Runs a line of Python: "import nltk; nltk.download('punkt')".`,
	}},
	{"python -m compileall /app", []string{
		"Compiles the Python files in /app, so that they start faster.",
	}},
	{`bash -c "set -e; apt-get update"`, []string{
		"Runs a script in a new shell.",
		"In that shell: from here on, the script ends at the first command that fails.",
		"In that shell: updates the lists of packages, so that the newest versions are found; it installs nothing.",
	}},
	{`su - postgres -c "createdb x"`, []string{
		"Runs a script as the user postgres.",
		"In that shell: runs createdb with x.",
	}},
	{"gosu app ./run", []string{
		"As the user app, runs ./run.",
	}},
	{"sudo apt-get update", []string{
		"As the user root, updates the lists of packages, so that the newest versions are found; it installs nothing.",
	}},
	{"env FOO=bar ./x", []string{
		"Runs ./x, with FOO set to bar.",
	}},
	{"install -m 755 tool /usr/local/bin/tool", []string{
		"Copies tool to /usr/local/bin/tool, with the permissions 755.",
	}},
	{"install -d -o app -g app /data", []string{
		"Makes the folder /data, owned by app and of the group app.",
	}},
	{"dpkg -i x.deb", []string{
		"Installs the package file x.deb, without the packages it needs.",
	}},
	{"dpkg --print-architecture", []string{
		"Prints the processor type of this system, such as amd64.",
	}},
	{`echo "$SHA256  x.tgz" | sha256sum -c -`, []string{
		`Prints "$SHA256 x.tgz".`,
		"Takes that output and checks that the file has that checksum, and fails when it does not.",
	}},
	{"openssl req -x509 -nodes -newkey rsa:2048 -keyout k.pem -out c.pem", []string{
		"Makes a certificate that nobody else vouches for into c.pem.",
	}},
	{"systemctl enable nginx", []string{
		"Has the service nginx start with the system, which a container does not do unless systemd runs in it.",
	}},
	{"service nginx start", []string{
		"Asks the service nginx to start; it would not survive the build, as only files do.",
	}},
	{"foo --bar baz", []string{
		"Runs foo with --bar baz.",
	}},
	{"/usr/local/bin/setup.sh", []string{
		"Runs /usr/local/bin/setup.sh.",
	}},
	{"VERSION=1.2", []string{
		"Sets the variable VERSION to 1.2.",
	}},
	{"ARCH=$(dpkg --print-architecture) && echo $ARCH", []string{
		"Sets the variable ARCH to the output of dpkg --print-architecture.",
		"Inside it, for the output: prints the processor type of this system, such as amd64.",
		`Only if that worked, prints "$ARCH".`,
	}},
	{"A=1 B=2", []string{
		"Sets the variables A to 1 and B to 2.",
	}},
	{`if [ "$ENV" = "prod" ]; then npm ci --omit=dev; else npm install; fi`, []string{
		"Does what follows only if $ENV is prod.",
		"In that case, installs exactly the packages and versions that package-lock.json lists, without the dev dependencies.",
		"Otherwise, installs the packages that package.json lists.",
	}},
	{"for f in a b c; do echo $f; rm $f; done", []string{
		"Does what follows once for each of a, b and c; $f is the one it is at.",
		`Each time, prints "$f".`,
		"Each time, removes $f.",
	}},
	{"while ! nc -z db 5432; do sleep 1; done", []string{
		"Repeats what follows as long as this works.",
		"To find out, looks whether something listens at db and 5432, and counts as worked only when that fails.",
		"Each time, waits one second.",
	}},
	{`case "$TARGETARCH" in amd64) A=x86_64 ;; arm64|aarch64) A=arm64 ;; *) echo bad; exit 1 ;; esac`, []string{
		"Looks at $TARGETARCH and does what stands behind the first pattern that fits.",
		"For amd64: sets the variable A to x86_64.",
		"For arm64 or aarch64: sets the variable A to arm64.",
		`For anything else: prints "bad".`,
		"For anything else: ends the script with status 1, which counts as failed: a build stops there.",
	}},
	{"f() { echo hi; }; f x", []string{
		"Makes a command f of what follows, which runs only when it is called.",
		`When f is called, prints "hi".`,
		"Calls the function f from above with x.",
	}},
	{"( cd /x && make )", []string{
		"Runs what follows in a shell of its own, so that cd and variables in it are forgotten afterwards.",
		"In it, goes to the folder /x, for the rest of these commands only.",
		"Only if that worked, builds what the Makefile says.",
	}},
	{"sleep 10 &", []string{
		"Waits 10 seconds, in the background: the next command does not wait for it.",
	}},
	{"apt-get update || true", []string{
		"Updates the lists of packages, so that the newest versions are found; it installs nothing.",
		"If that failed, goes on all the same, as this always counts as worked.",
	}},
	{"npm test || exit 1", []string{
		"Runs the tests with the script test of package.json.",
		"Only if that failed, ends the script with status 1, which counts as failed: a build stops there.",
	}},
	{"! grep foo bar", []string{
		`Looks for lines with "foo" in bar, and counts as worked only when that fails.`,
	}},
	{"ls > /dev/null 2>&1", []string{
		"Lists this folder, and throws away the output and the error messages.",
	}},
	{"ls 2>/dev/null", []string{
		"Lists this folder, and throws away its error messages.",
	}},
	{"make 2>&1 | tee log", []string{
		"Builds what the Makefile says, the error messages together with the output.",
		"Takes that output and writes it to log, and prints it.",
	}},
	{"wget x; [ -e a ] || exit 1", []string{
		"Downloads x into this folder.",
		"Looks whether a exists.",
		"If not, ends the script with status 1, which counts as failed: a build stops there.",
	}},
	{"java -jar app.jar --x", []string{
		"Starts the Java program in app.jar, and gives it --x.",
	}},
	{"cat <<EOT > /etc/x.conf\na=1\nb=2\nEOT", []string{
		"Writes the 2 lines that follow, up to EOT, to /etc/x.conf.",
	}},
	{"python3 <<EOF\nprint(1)\nEOF", []string{
		"Runs the line that follows, up to EOF, as a Python script.",
	}},
	{"cat > /x <<'E'\nhi\nE\nchmod +x /x", []string{
		"Writes the line that follows, up to E, to /x.",
		"Lets /x be run as a program.",
	}},
	{"apt-get update -y && apt-get upgrade -y", []string{
		"Updates the lists of packages, without asking, so that the newest versions are found; it installs nothing.",
		"Only if that worked, upgrades the packages that are installed to their newest versions, without asking.",
	}},
	{"apt-get install -y --no-install-recommends build-essential=12.9 && apt-mark manual libc6", []string{
		"Installs build-essential (version 12.9), without asking and without the packages that are only recommended.",
		"Only if that worked, marks libc6 as wanted, so that autoremove leaves them.",
	}},
	{"apt-get install --yes python3-pip && ln -s python3 /usr/bin/python", []string{
		"Installs python3-pip, without asking.",
		"Only if that worked, makes /usr/bin/python a link to python3.",
	}},
	{"add-apt-repository -y ppa:deadsnakes/ppa", []string{
		"Adds ppa:deadsnakes/ppa as a source of packages, without asking.",
	}},
	{"apt-key add key.asc", []string{
		"Trusts the packages signed with the key in key.asc (apt-key itself is obsolete).",
	}},
	{"dpkg-reconfigure -f noninteractive tzdata", []string{
		"Configures the package tzdata anew, asking by way of noninteractive.",
	}},
	{`echo "deb [signed-by=/k.gpg] https://x $(lsb_release -cs) main" | tee /etc/apt/sources.list.d/x.list`, []string{
		`Prints "deb [signed-by=/k.gpg] https://x $(lsb_release -cs) main".`,
		"Inside it, for the output: prints which release of the distribution this is.",
		"Takes that output and writes it to /etc/apt/sources.list.d/x.list, and prints it.",
	}},
	{"apk add --update nodejs npm", []string{
		"Installs nodejs and npm, with a fresh package index.",
	}},
	{"apk add bash=5.2.21-r0 openssl~=3.1", []string{
		"Installs bash (version 5.2.21-r0) and openssl~=3.1.",
	}},
	{`pip install --no-cache-dir "numpy>=1.20,<2" pandas==$PANDAS_VERSION`, []string{
		"Installs numpy>=1.20,<2 and pandas (the version in $PANDAS_VERSION) for Python, without keeping a cache, which would only make the layer larger.",
	}},
	{"pip install --no-cache-dir torch --index-url https://download.pytorch.org/whl/cpu", []string{
		"Installs torch for Python, from the index https://download.pytorch.org/whl/cpu, and without keeping a cache, which would only make the layer larger.",
	}},
	{"pip install --no-index --find-links=/wheels /wheels/*.whl", []string{
		"Installs the wheels /wheels/*.whl for Python, without asking the index on the internet and looking for packages in /wheels too.",
	}},
	{"pip install --user -r requirements.txt -c constraints.txt", []string{
		"Installs what requirements.txt lists, for the current user only and with versions that respect constraints.txt.",
	}},
	{"pip install git+https://github.com/a/b.git@v1", []string{
		"Installs git+https://github.com/a/b.git@v1 for Python.",
	}},
	{"pip install --break-system-packages awscli", []string{
		"Installs awscli for Python, although the distribution looks after Python's packages here.",
	}},
	{"pip uninstall -y wheel", []string{
		"Removes the Python package wheel, without asking.",
	}},
	{"pip install --prefix=/install -r /requirements.txt", []string{
		"Installs what /requirements.txt lists, below the folder /install.",
	}},
	{"uv venv && uv pip install -r pyproject.toml", []string{
		"Makes a virtual environment in .venv, a folder with its own Python packages.",
		"Only if that worked, installs what pyproject.toml lists.",
	}},
	{"uv pip install --system --no-cache .", []string{
		"Installs the project in this folder, for the whole system and not for a virtual environment, and without keeping a cache, which would only make the layer larger.",
	}},
	{"uvx ruff check", []string{
		"With packages of its own, looks for mistakes in the Python source: check.",
	}},
	{"poetry export -f requirements.txt -o requirements.txt --without-hashes", []string{
		"Writes the list of the project's packages, in the format requirements.txt, into requirements.txt and without checksums.",
	}},
	{"poetry install --only main --no-root", []string{
		"Installs the packages of the project that poetry.lock names, only the group main, but not the project itself.",
	}},
	{"pipenv install --system --deploy", []string{
		"Installs the packages of the Pipfile, for the whole system and not for a virtual environment and only if Pipfile.lock is up to date.",
	}},
	{"pytest -q tests", []string{
		"Runs the tests in tests, quietly, and fails when one of them fails.",
	}},
	{"npm ci --only=production && npm cache clean --force", []string{
		"Installs exactly the packages and versions that package-lock.json lists, only what the app needs to run.",
		"Only if that worked, empties npm's cache, which would only make the layer larger.",
	}},
	{"npm install express@4.18 --save", []string{
		"Installs express (version 4.18) with npm.",
	}},
	{"npm i -g pm2", []string{
		"Installs pm2 with npm, for the whole system.",
	}},
	{"npm --prefix frontend run build", []string{
		"Runs the script build of package.json with npm, which builds the app, in the folder frontend.",
	}},
	{"npm config set registry https://r.example", []string{
		"Changes npm's settings: registry and https://r.example.",
	}},
	{"npm prune --production", []string{
		"Removes the packages that package.json does not list, and those that only developers need.",
	}},
	{"yarn add react@18", []string{
		"Installs react (version 18) with Yarn and notes it in package.json.",
	}},
	{"yarn --frozen-lockfile", []string{
		"Installs the packages that package.json lists, exactly as yarn.lock says, and fails when that does not fit.",
	}},
	{"yarn cache clean", []string{
		"Empties Yarn's cache, which would only make the layer larger.",
	}},
	{"yarn run lint", []string{
		"Runs the script lint of package.json with Yarn.",
	}},
	{"pnpm i --frozen-lockfile", []string{
		"Installs the packages that package.json lists, exactly as pnpm-lock.yaml says, and fails when that does not fit.",
	}},
	{"pnpm -r build", []string{
		"Runs the script build of package.json, which builds the app, in all packages of the workspace.",
	}},
	{"pnpm run build", []string{
		"Runs the script build of package.json with pnpm, which builds the app.",
	}},
	{"npx -p typescript tsc", []string{
		"With a program from the installed packages, or else from the registry, compiles TypeScript to JavaScript.",
	}},
	{"bun install --frozen-lockfile", []string{
		"Installs the packages that package.json lists with Bun, exactly as the lock file says.",
	}},
	{`node -e "console.log(1)"`, []string{
		`Runs a line of JavaScript: "console.log(1)".`,
	}},
	{"go mod tidy && go vet ./...", []string{
		"Makes go.mod fit what the source imports.",
		"Only if that worked, looks for mistakes in all Go packages here.",
	}},
	{"go build -v -o /bin/app ./...", []string{
		"Compiles all Go packages here, and writes the program to /bin/app.",
	}},
	{"go run main.go", []string{
		"Compiles and runs main.go.",
	}},
	{"GOBIN=/usr/local/bin go install golang.org/x/tools/gopls@v0.15.0", []string{
		"Compiles golang.org/x/tools/gopls (version v0.15.0) and installs the program, with GOBIN set to /usr/local/bin for this command only.",
	}},
	{"cargo build --release --target x86_64-unknown-linux-musl", []string{
		"Compiles the Rust project, optimised and for x86_64-unknown-linux-musl.",
	}},
	{"cargo chef cook --release --recipe-path recipe.json", []string{
		"Builds the packages the project needs, before its source comes, so that they stay in the cache, optimised and with the recipe in recipe.json.",
	}},
	{"mkdir src && echo 'fn main() {}' > src/main.rs && cargo build --release && rm -rf src", []string{
		"Makes the folder src.",
		`Only if that worked, writes "fn main() {}" to src/main.rs.`,
		"Then compiles the Rust project, optimised.",
		"Then removes src, with all that is in there.",
	}},
	{"mvn -f /app/pom.xml clean package -Dmaven.test.skip=true", []string{
		"With Maven, removes what was built before and compiles and packages the project, as /app/pom.xml says and without running the tests.",
	}},
	{`dotnet build "App.csproj" -c $BUILD_CONFIGURATION -o /app/build`, []string{
		"Compiles App.csproj, in the configuration $BUILD_CONFIGURATION and into /app/build.",
	}},
	{`dotnet publish "App.csproj" -c Release -o /app/publish /p:UseAppHost=false`, []string{
		"Compiles App.csproj and puts together all it needs to run, in the configuration Release and into /app/publish.",
	}},
	{"composer require monolog/monolog", []string{
		"Installs the PHP package monolog/monolog and notes them in composer.json.",
	}},
	{"php artisan config:cache", []string{
		"Runs Laravel's task config:cache.",
	}},
	{"curl -s https://a/b", []string{
		"Downloads https://a/b and prints it, quietly.",
	}},
	{"curl -fsS http://localhost:8000/health || exit 1", []string{
		"Asks http://localhost:8000/health and prints the answer, failing when the server answers with an error and quietly except for error messages.",
		"Only if that failed, ends the script with status 1, which counts as failed: a build stops there.",
	}},
	{"curl -f http://localhost/ > /dev/null", []string{
		"Asks http://localhost/, failing when the server answers with an error, and throws away the output.",
	}},
	{"wget --no-check-certificate -O - https://a/b | sh", []string{
		"Downloads https://a/b, without checking who the server is, which is dangerous.",
		"Takes that output and runs it as a shell script, whatever it says.",
	}},
	{"wget -qO /usr/bin/jq https://x/jq && chmod a+x /usr/bin/jq", []string{
		"Downloads https://x/jq as /usr/bin/jq, quietly.",
		"Only if that worked, lets everyone run /usr/bin/jq as a program.",
	}},
	{"wget --spider -q http://localhost:3000", []string{
		"Looks whether http://localhost:3000 is there, without downloading it.",
	}},
	{"tar -xvf x.tar.xz --strip-components 1 -C /usr/local", []string{
		"Unpacks x.tar.xz into the folder /usr/local, without the outermost folders of their names (1).",
	}},
	{"tar -cf /b.tar -C /src .", []string{
		"Packs the folder /src into the archive /b.tar.",
	}},
	{"gunzip x.gz", []string{
		"Unpacks x.gz.",
	}},
	{"git clone -b main --single-branch https://$TOKEN@github.com/a/b /b && cd /b && git checkout abc123", []string{
		"Downloads the Git repository https://$TOKEN@github.com/a/b into /b, at main and only this branch.",
		"Only if that worked, goes to the folder /b, for the rest of these commands only.",
		"Then switches the files to abc123.",
	}},
	{"git submodule update --init --recursive", []string{
		"Downloads the repositories inside this one, for the first time and with the repositories inside it.",
	}},
	{"chmod +x ./a.sh ./b.sh", []string{
		"Lets ./a.sh and ./b.sh be run as a program.",
	}},
	{"chmod u+x,g-w x", []string{
		"Sets the permissions of x to u+x,g-w.",
	}},
	{"chmod -x y", []string{
		"Lets y no longer be run as a program.",
	}},
	{"chmod 0640 x", []string{
		"Sets the permissions of x to 0640.",
	}},
	{"chown app /data", []string{
		"Gives /data to the user app.",
	}},
	{"chown -R :www-data /var/www", []string{
		"Gives /var/www to the group www-data, with everything inside.",
	}},
	{"chown --recursive node:node .", []string{
		"Gives this folder to the user node and the group node, with everything inside.",
	}},
	{"useradd -ms /bin/bash ubuntu", []string{
		"Makes the user ubuntu, with a home folder and with the shell /bin/bash.",
	}},
	{"useradd -u 1001 -G sudo -d /home/x -M x", []string{
		"Makes the user x, with the number 1001, also in the group sudo, with the home folder /home/x and without a home folder.",
	}},
	{`adduser --uid 5678 --disabled-password --gecos "" appuser && chown -R appuser /app`, []string{
		"Makes the user appuser, with the number 5678 and without a password (so nobody can log in as it).",
		"Only if that worked, gives /app to the user appuser, with everything inside.",
	}},
	{"id -u app || useradd app", []string{
		"Prints who app is, and fails when there is no such user.",
		"Only if that failed, makes the user app.",
	}},
	{"getent passwd app", []string{
		"Prints the entry of the user app, and fails when there is none.",
	}},
	{"echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers", []string{
		`Adds "app ALL=(ALL) NOPASSWD:ALL" to the end of /etc/sudoers.`,
	}},
	{"passwd -d root", []string{
		"Takes away the password of root.",
	}},
	{"rm -f /etc/nginx/sites-enabled/default && ln -s /etc/a /etc/b", []string{
		"Removes /etc/nginx/sites-enabled/default.",
		"Only if that worked, makes /etc/b a link to /etc/a.",
	}},
	{"rm -rf /root/.cache ~/.npm node_modules", []string{
		"Removes node_modules, what programs keep for later (/root/.cache) and what npm downloaded (~/.npm), with all that is in there.",
	}},
	{"cp -a /a/. /b/", []string{
		"Copies /a/. to /b/, with everything inside, owners and dates too.",
	}},
	{"cp a b c /dest/", []string{
		"Copies a, b and c to /dest/.",
	}},
	{"mv /tmp/x/* /opt", []string{
		"Moves /tmp/x/* to /opt.",
	}},
	{"install -Dm755 x /usr/bin/x", []string{
		"Copies x to /usr/bin/x, making the folders it needs and with the permissions 755.",
	}},
	{`find /var -name "*.log" -o -name "*.tmp" -delete`, []string{
		"Removes the files and folders that fit the conditions in /var.",
	}},
	{`find . -name node_modules -type d -exec rm -rf {} \;`, []string{
		"For each of the folders named node_modules in this folder: removes it, with all that is in there.",
	}},
	{"ls -la | wc -l", []string{
		"Lists this folder.",
		"Takes that output and counts it, in lines.",
	}},
	{"grep -v '^#' x | cut -d: -f1 | tr -d ' '", []string{
		`Looks for lines without "^#" in x.`,
		`Takes that output and picks field 1 of each line, with ":" between the fields.`,
		`Takes that output and drops the characters " ".`,
	}},
	{"sed 's/a/b/' x > y", []string{
		`Replaces "a" by "b" in x, and writes the output to y.`,
	}},
	{`sed -i "s/@VERSION@/${VERSION}/" app.conf`, []string{
		`Replaces "@VERSION@" by "${VERSION}" in app.conf.`,
	}},
	{"awk '{print $1}' file", []string{
		"Picks out and rewrites parts of lines with the awk program {print $1}.",
	}},
	{"head -c 32 /dev/urandom | base64", []string{
		"Prints the first 32 bytes of /dev/urandom.",
		"Takes that output and writes bytes as letters.",
	}},
	{"xargs -n1 pip install -U < reqs.txt", []string{
		"For each word that it reads: installs it for Python, in the newest versions, reading from reqs.txt.",
	}},
	{`echo -e "a\nb" > f`, []string{
		`Writes "a\nb" to f.`,
	}},
	{`echo "export A=b" >> ~/.bashrc`, []string{
		`Adds "export A=b" to the end of ~/.bashrc.`,
	}},
	{"cat a b > c", []string{
		"Writes a and b, one after the other, to c.",
	}},
	{"cat >> /etc/x <<-EOS\n\tone\n\tEOS", []string{
		"Adds the line that follows, up to EOS, to the end of /etc/x.",
	}},
	{"printenv HOME", []string{
		"Prints the value of HOME.",
	}},
	{"env", []string{
		"Prints every environment variable.",
	}},
	{"sleep infinity", []string{
		"Waits for ever.",
	}},
	{"exec java -jar /app.jar", []string{
		"In the place of the shell, so that signals reach it, starts the Java program in /app.jar.",
	}},
	{"exec nginx -g 'daemon off;'", []string{
		"In the place of the shell, so that signals reach it, starts the web server nginx in the foreground, as a container ends when its first process does.",
	}},
	{"tail -f /dev/null", []string{
		"Prints the last lines of /dev/null, and every new one, and does not end.",
	}},
	{"tail -n +2 x", []string{
		"Prints everything from line 2 on of x.",
	}},
	{"trap 'kill 0' EXIT", []string{
		`Has "kill 0" run at EXIT.`,
	}},
	{"set +x", []string{
		"From here on, no longer: each command is printed before it runs.",
	}},
	{"set -- a b", []string{
		"Makes a and b the arguments of the script.",
	}},
	{"unset FOO", []string{
		"Forgets the variable FOO.",
	}},
	{"read -r x < f", []string{
		"Reads a line into x, reading from f.",
	}},
	{`eval "$(ssh-agent -s)"`, []string{
		"Puts its words together and runs them as a command: $(ssh-agent -s).",
		"Inside it, for the output: runs ssh-agent with -s.",
	}},
	{"kill -0 1", []string{
		"Looks whether the process 1 is there.",
	}},
	{"timeout 10 ls", []string{
		"For 10 seconds at most, lists this folder.",
	}},
	{"until pg_isready -h db; do sleep 1; done", []string{
		"Repeats what follows until this works.",
		"To find out, looks whether the database is ready, at db.",
		"Each time, waits one second.",
	}},
	{"for i in $(seq 3); do echo $i; done", []string{
		"Does what follows once for each of $(seq 3); $i is the one it is at.",
		"Inside it, for the output: counts: 3.",
		`Each time, prints "$i".`,
	}},
	{`for f in *.deb; do dpkg -i "$f" || true; done`, []string{
		"Does what follows once for each of *.deb; $f is the one it is at.",
		"Each time, installs the package file $f, without the packages it needs.",
		"If that failed, goes on all the same, as this always counts as worked.",
	}},
	{`[ "$(id -u)" -eq 0 ] || { echo root; exit 1; }`, []string{
		"Looks whether $(id -u) equals 0.",
		"Inside it, for the output: prints who the current user is.",
		"If not, does all that follows in the braces.",
		`In it, prints "root".`,
		"In it, ends the script with status 1, which counts as failed: a build stops there.",
	}},
	{"if command -v apt-get >/dev/null 2>&1; then apt-get update; elif [ -f /etc/alpine-release ]; then apk update; fi", []string{
		"Does what follows only if there is a program apt-get.",
		"In that case, updates the lists of packages, so that the newest versions are found; it installs nothing.",
		"Otherwise, does what follows only if the file /etc/alpine-release exists.",
		"In that case, updates the index of packages.",
	}},
	{`[ -z "$A" -o -d /b ] && echo x`, []string{
		"Looks whether $A is empty or the folder /b exists.",
		`If so, prints "x".`,
	}},
	{"if [[ $X =~ ^a ]]; then true; fi", []string{
		"Does what follows only if $X fits the pattern ^a.",
		"In that case, does nothing, and always counts as worked.",
	}},
	{`ARCH="$(uname -m)"; case "$ARCH" in x86_64) : ;; esac`, []string{
		"Sets the variable ARCH to the output of uname -m.",
		"Inside it, for the output: prints the type of the processor, such as x86_64.",
		"Looks at $ARCH and does what stands behind the first pattern that fits.",
		"For x86_64: does nothing, and always counts as worked.",
	}},
	{`curl -L "https://x/${VERSION}/y-$(uname -m).tgz" | tar -xz --directory /usr/local`, []string{
		"Downloads https://x/${VERSION}/y-$(uname -m).tgz, following redirects.",
		"Inside it, for the output: prints the type of the processor, such as x86_64.",
		"Takes that output and unpacks the archive into the folder /usr/local.",
	}},
	{`su -c "npm install" node`, []string{
		"Runs a script as the user node.",
		"In that shell: installs the packages that package.json lists.",
	}},
	{"su-exec node npm start", []string{
		"As the user node, runs the script start of package.json, which starts the app.",
	}},
	{"bash script.sh --fast", []string{
		"Runs the shell script script.sh, and gives it --fast.",
	}},
	{"/bin/sh -c 'echo hi'", []string{
		"Runs a script in a new shell.",
		`In that shell: prints "hi".`,
	}},
	{`bash -lc "nvm install 20 && nvm use 20"`, []string{
		"Runs a script in a new shell.",
		"In that shell: runs nvm with install and 20.",
		"In that shell: only if that worked, runs nvm with use and 20.",
	}},
	{"openssl rand -hex 16 > /key", []string{
		"Makes random bytes, and writes the output to /key.",
	}},
	{"gpg --import key.asc", []string{
		"Takes the key key.asc among those that it knows.",
	}},
	{"sha256sum x", []string{
		"Prints the checksum of x.",
	}},
	{"ssh-keyscan github.com >> ~/.ssh/known_hosts", []string{
		"Prints the keys of the server github.com, so that it is known, and adds the output to the end of ~/.ssh/known_hosts.",
	}},
	{"mkdir -p -m 0700 ~/.ssh && ssh-keyscan -t rsa github.com >> ~/.ssh/known_hosts", []string{
		"Makes the folder ~/.ssh, and those above where they are missing, with the permissions 0700.",
		"Only if that worked, prints the keys of the server github.com, so that it is known, of the kind rsa, and adds the output to the end of ~/.ssh/known_hosts.",
	}},
	{"a2enmod rewrite && service apache2 restart", []string{
		"Turns on Apache's module rewrite.",
		"Only if that worked, asks the service apache2 to restart; it would not survive the build, as only files do.",
	}},
	{"localedef -i en_US -c -f UTF-8 -A /usr/share/locale/locale.alias en_US.UTF-8", []string{
		"Makes the language settings en_US.UTF-8.",
	}},
	{"update-alternatives --install /usr/bin/python python /usr/bin/python3 1", []string{
		"Chooses which program a general name stands for: /usr/bin/python, python, /usr/bin/python3 and 1, adding one.",
	}},
	{`echo 'Acquire::Retries "3";' > /etc/apt/apt.conf.d/80-retries`, []string{
		`Writes "Acquire::Retries "3";" to /etc/apt/apt.conf.d/80-retries.`,
	}},
	{"$CMD --x", []string{
		"Runs the program that $CMD names with --x.",
	}},
	{`"${APP}" run`, []string{
		"Runs the program that $APP names with run.",
	}},
	{"(sleep 5; echo done) & wait", []string{
		"Runs what follows in a shell of its own, so that cd and variables in it are forgotten afterwards, in the background: the next command does not wait for it.",
		"In it, waits 5 seconds.",
		`In it, prints "done".`,
		"Waits until what runs in the background ends.",
	}},
	{"time make", []string{
		"Prints how long what follows takes.",
		"Builds what the Makefile says.",
	}},
	{"make -C src PREFIX=/usr install", []string{
		"Installs what was built, as the Makefile says with PREFIX=/usr, in the folder src.",
	}},
	{"setcap 'cap_net_bind_service=+ep' /app", []string{
		"Allows the program /app what otherwise only root may do: cap_net_bind_service=+ep.",
	}},
	{"python -m http.server 8000", []string{
		"Starts Python's small web server for the files in this folder on port 8000.",
	}},
	{"flask run --host 0.0.0.0 --port 5000", []string{
		"Starts the Flask app with the web server for developers, listening on every address (0.0.0.0) and on port 5000.",
	}},
	{"uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000} --reload", []string{
		"Starts the web server uvicorn with app from the module main, listening on every address (0.0.0.0), on port ${PORT:-8000}, and starting anew when a file changes, which is for developers.",
	}},
	{"gunicorn -w 4 -k uvicorn.workers.UvicornWorker main:app -b 0.0.0.0:80", []string{
		"Starts the web server Gunicorn with app from the module main, with 4 worker processes, with workers of the kind uvicorn.workers.UvicornWorker and listening on port 80 of every address (0.0.0.0).",
	}},
	{"python3.11 -m pip install -r r.txt", []string{
		"Installs what r.txt lists.",
	}},
	{"celery -A proj worker", []string{
		"Starts Celery, which works off tasks in the background: worker, of the app proj.",
	}},
	{"redis-server --appendonly yes", []string{
		"Starts the database Redis, writing every change to the disk: yes.",
	}},
	{"diff <(ls a) <(ls b)", []string{
		"Compares <(ls a) and <(ls b).",
		"Inside it, for the output: lists a.",
		"Inside it, for the output: lists b.",
	}},
	{"Write-Host 'Hello'", []string{
		"Runs Write-Host with Hello.",
	}},
	{"Invoke-WebRequest -Uri https://x -OutFile y; if ($?) { Write-Host ok }", []string{
		"This is not a script for sh or bash that can be read here, so it is not taken apart: statements must be separated by &, ; or a newline (line 1 of the script).",
	}},
	{"# only a comment", []string{
		"Only comments: nothing is run.",
	}},
	{`echo "unterminated`, []string{
		"This is not a script for sh or bash that can be read here, so it is not taken apart: reached EOF without closing quote `\"` (line 1 of the script).",
	}},
}
