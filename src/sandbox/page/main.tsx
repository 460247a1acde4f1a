import './styles/base.css';
import './styles/sidebar.css';
import './styles/shell.css';
import './styles/chat.css';
import './styles/composer.css';
import './styles/blocks.css';
import './styles/frames.css';
import './styles/inputs.css';
import './styles/modal.css';
import './styles/leads.css';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
